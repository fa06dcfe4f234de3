/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/crm_internal.h"

#include "base/utf8.h"

/* The names that --map and winloss.yaml may use. */
static const char *const names[] = {
	[CRM_DEAL] = "deal",
	[CRM_ACCOUNT] = "account",
	[CRM_OUTCOME] = "outcome",
	[CRM_STAGE] = "stage",
	[CRM_AMOUNT] = "amount",
	[CRM_CURRENCY] = "currency",
	[CRM_SEGMENT] = "segment",
	[CRM_COMPETITOR] = "competitor",
	[CRM_PRODUCT] = "product",
	[CRM_OWNER] = "owner",
	[CRM_CREATED] = "created",
	[CRM_CLOSED] = "closed",
	[CRM_REASON] = "reason",
	[CRM_STATUS] = "status",
	[CRM_IS_WON] = "is-won",
	[CRM_IS_LOST] = "is-lost",
	[CRM_IS_CLOSED] = "is-closed",
	[CRM_WON_REASON] = "won-reason",
	[CRM_LOST_REASON] = "lost-reason",
	[CRM_EXPECTED] = "expected",
	[CRM_WON_ON] = "won-on",
	[CRM_LOST_ON] = "lost-on",
	[CRM_NAME] = "name",
};

/*
 * What the columns are called, folded, best first within a field: labels and
 * API names of Salesforce, labels and internal names of HubSpot, Pipedrive
 * without its prefix, Dynamics, and plain words.
 */
static const struct synonym {
	enum wl_crm_field field;
	const char *title;
} synonyms[] = {
	{ CRM_DEAL, "deal" },
	{ CRM_DEAL, "dealid" },
	{ CRM_DEAL, "opportunityid" },
	{ CRM_DEAL, "opportunityid18" },
	{ CRM_DEAL, "casesafeid" },
	{ CRM_DEAL, "recordid" },
	{ CRM_DEAL, "hsobjectid" },
	{ CRM_DEAL, "id" },
	{ CRM_DEAL, "donotmodifyopportunity" },
	{ CRM_DEAL, "opportunitynumber" },
	{ CRM_DEAL, "dealnumber" },
	{ CRM_DEAL, "crmid" },

	{ CRM_ACCOUNT, "account" },
	{ CRM_ACCOUNT, "accountname" },
	{ CRM_ACCOUNT, "accountnameaccountname" },
	{ CRM_ACCOUNT, "primaryassociatedcompany" },
	{ CRM_ACCOUNT, "associatedcompanyprimary" },
	{ CRM_ACCOUNT, "associatedcompany" },
	{ CRM_ACCOUNT, "company" },
	{ CRM_ACCOUNT, "companyname" },
	{ CRM_ACCOUNT, "organization" },
	{ CRM_ACCOUNT, "organisation" },
	{ CRM_ACCOUNT, "organizationname" },
	{ CRM_ACCOUNT, "orgname" },
	{ CRM_ACCOUNT, "potentialcustomer" },
	{ CRM_ACCOUNT, "customer" },
	{ CRM_ACCOUNT, "customername" },
	{ CRM_ACCOUNT, "client" },
	{ CRM_ACCOUNT, "hsprimaryassociatedcompany" },

	{ CRM_OUTCOME, "outcome" },
	{ CRM_OUTCOME, "dealoutcome" },
	{ CRM_OUTCOME, "opportunityoutcome" },
	{ CRM_OUTCOME, "winloss" },
	{ CRM_OUTCOME, "wonlost" },
	{ CRM_OUTCOME, "result" },
	{ CRM_OUTCOME, "dealresult" },

	{ CRM_STAGE, "stage" },
	{ CRM_STAGE, "stagename" },
	{ CRM_STAGE, "dealstage" },
	{ CRM_STAGE, "opportunitystage" },
	{ CRM_STAGE, "salesstage" },
	{ CRM_STAGE, "pipelinestage" },
	{ CRM_STAGE, "pipelinephase" },
	{ CRM_STAGE, "stepname" },

	{ CRM_AMOUNT, "amount" },
	{ CRM_AMOUNT, "dealamount" },
	{ CRM_AMOUNT, "opportunityamount" },
	{ CRM_AMOUNT, "value" },
	{ CRM_AMOUNT, "dealvalue" },
	{ CRM_AMOUNT, "totalamount" },
	{ CRM_AMOUNT, "estrevenue" },
	{ CRM_AMOUNT, "estimatedrevenue" },
	{ CRM_AMOUNT, "estimatedvalue" },
	{ CRM_AMOUNT, "actualrevenue" },
	{ CRM_AMOUNT, "actualvalue" },
	{ CRM_AMOUNT, "revenue" },
	{ CRM_AMOUNT, "amountincompanycurrency" },
	{ CRM_AMOUNT, "amountinhomecurrency" },
	{ CRM_AMOUNT, "amountconverted" },

	{ CRM_CURRENCY, "currency" },
	{ CRM_CURRENCY, "currencyisocode" },
	{ CRM_CURRENCY, "opportunitycurrency" },
	{ CRM_CURRENCY, "amountcurrency" },
	{ CRM_CURRENCY, "totalamountcurrency" },
	{ CRM_CURRENCY, "dealcurrencycode" },
	{ CRM_CURRENCY, "dealcurrency" },
	{ CRM_CURRENCY, "currencyofvalue" },
	{ CRM_CURRENCY, "valuecurrency" },
	{ CRM_CURRENCY, "currencycode" },
	{ CRM_CURRENCY, "transactioncurrency" },
	{ CRM_CURRENCY, "transactioncurrencyid" },

	{ CRM_SEGMENT, "segment" },
	{ CRM_SEGMENT, "customersegment" },
	{ CRM_SEGMENT, "marketsegment" },
	{ CRM_SEGMENT, "accountsegment" },
	{ CRM_SEGMENT, "companysegment" },
	{ CRM_SEGMENT, "dealsegment" },

	{ CRM_COMPETITOR, "competitor" },
	{ CRM_COMPETITOR, "primarycompetitor" },
	{ CRM_COMPETITOR, "maincompetitor" },
	{ CRM_COMPETITOR, "maincompetitors" },
	{ CRM_COMPETITOR, "competitors" },
	{ CRM_COMPETITOR, "competitorname" },
	{ CRM_COMPETITOR, "losttocompetitor" },
	{ CRM_COMPETITOR, "lostto" },
	{ CRM_COMPETITOR, "competition" },

	{ CRM_PRODUCT, "product" },
	{ CRM_PRODUCT, "productname" },
	{ CRM_PRODUCT, "products" },
	{ CRM_PRODUCT, "primaryproduct" },
	{ CRM_PRODUCT, "productline" },
	{ CRM_PRODUCT, "productfamily" },
	{ CRM_PRODUCT, "productinterest" },

	{ CRM_OWNER, "owner" },
	{ CRM_OWNER, "opportunityowner" },
	{ CRM_OWNER, "dealowner" },
	{ CRM_OWNER, "opportunityownerfullname" },
	{ CRM_OWNER, "ownername" },
	{ CRM_OWNER, "ownerfullname" },
	{ CRM_OWNER, "accountexecutive" },
	{ CRM_OWNER, "salesrep" },
	{ CRM_OWNER, "opportunityowneralias" },
	{ CRM_OWNER, "hubspotownerid" },
	{ CRM_OWNER, "ownerid" },

	{ CRM_CREATED, "created" },
	{ CRM_CREATED, "createddate" },
	{ CRM_CREATED, "createdate" },
	{ CRM_CREATED, "dealcreated" },
	{ CRM_CREATED, "createdon" },
	{ CRM_CREATED, "createdat" },
	{ CRM_CREATED, "datecreated" },
	{ CRM_CREATED, "creationdate" },
	{ CRM_CREATED, "addtime" },

	{ CRM_CLOSED, "closedate" },
	{ CRM_CLOSED, "dealclosedon" },
	{ CRM_CLOSED, "actualclosedate" },
	{ CRM_CLOSED, "closeddate" },
	{ CRM_CLOSED, "closedon" },
	{ CRM_CLOSED, "closedat" },
	{ CRM_CLOSED, "closetime" },
	{ CRM_CLOSED, "dateclosed" },
	{ CRM_CLOSED, "closed" },

	{ CRM_REASON, "reason" },
	{ CRM_REASON, "winlossreason" },
	{ CRM_REASON, "wonlostreason" },
	{ CRM_REASON, "reasonwonlost" },
	{ CRM_REASON, "closereason" },
	{ CRM_REASON, "closedreason" },
	{ CRM_REASON, "outcomereason" },

	{ CRM_STATUS, "status" },
	{ CRM_STATUS, "dealstatus" },
	{ CRM_STATUS, "opportunitystatus" },
	{ CRM_STATUS, "statecode" },
	{ CRM_STATUS, "state" },

	{ CRM_IS_WON, "iswon" },
	{ CRM_IS_WON, "isclosedwon" },
	{ CRM_IS_WON, "hsisclosedwon" },
	{ CRM_IS_WON, "won" },

	{ CRM_IS_LOST, "islost" },
	{ CRM_IS_LOST, "isclosedlost" },
	{ CRM_IS_LOST, "hsisclosedlost" },
	{ CRM_IS_LOST, "lost" },

	{ CRM_IS_CLOSED, "isclosed" },
	{ CRM_IS_CLOSED, "isdealclosed" },
	{ CRM_IS_CLOSED, "hsisclosed" },
	{ CRM_IS_CLOSED, "closed" },

	{ CRM_WON_REASON, "closedwonreason" },
	{ CRM_WON_REASON, "wonreason" },
	{ CRM_WON_REASON, "winreason" },
	{ CRM_WON_REASON, "reasonwon" },
	{ CRM_WON_REASON, "reasonforwin" },
	{ CRM_WON_REASON, "primarywinreason" },

	{ CRM_LOST_REASON, "closedlostreason" },
	{ CRM_LOST_REASON, "lossreason" },
	{ CRM_LOST_REASON, "lostreason" },
	{ CRM_LOST_REASON, "reasonlost" },
	{ CRM_LOST_REASON, "reasonforloss" },
	{ CRM_LOST_REASON, "primarylossreason" },
	{ CRM_LOST_REASON, "statusreason" },
	{ CRM_LOST_REASON, "statuscode" },

	{ CRM_EXPECTED, "expectedclosedate" },
	{ CRM_EXPECTED, "estclosedate" },
	{ CRM_EXPECTED, "estimatedclosedate" },

	{ CRM_WON_ON, "wontime" },
	{ CRM_WON_ON, "wondate" },
	{ CRM_WON_ON, "datewon" },

	{ CRM_LOST_ON, "losttime" },
	{ CRM_LOST_ON, "lostdate" },
	{ CRM_LOST_ON, "datelost" },

	{ CRM_NAME, "name" },
	{ CRM_NAME, "opportunityname" },
	{ CRM_NAME, "dealname" },
	{ CRM_NAME, "opportunity" },
	{ CRM_NAME, "title" },
	{ CRM_NAME, "topic" },
};

/* Being matched: the folded titles, and for a doubled column its field. */
struct match {
	struct wl_crm_import *import;
	struct wl_crm_header *header;
	char **folded;
	int *doubled; /* -1: it is not */
};

void wl_crm_fold(struct wl_buf *out, const char *s)
{
	static const char zero_width[] = "\xef\xbb\xbf";
	struct wl_buf folded = WL_BUF_INIT;

	wl_utf8_fold(&folded, s);
	for (const char *p = folded.s; *p; p++) {
		bool ascii = (unsigned char)*p < 0x80;

		if (wl_starts(p, zero_width))
			p += 2;
		else if (!ascii || (*p >= 'a' && *p <= 'z') ||
			 (*p >= '0' && *p <= '9'))
			wl_buf_addc(out, *p);
	}
	wl_buf_release(&folded);
}

/* "Deal - Stage" without its prefix; the title itself if it has none. */
static const char *skip_prefix(const char *title)
{
	const char *s = title;

	if (strncmp(s, "Deal", 4) && strncmp(s, "deal", 4) &&
		strncmp(s, "DEAL", 4))
		return title;
	s += 4;
	s += strspn(s, " ");
	if (*s != '-')
		return title;
	s += strspn(s, "- ");
	return *s ? s : title;
}

/* "Loss_Reason__c" without what Salesforce adds to a field of one's own. */
static void fold_title(struct wl_buf *out, const char *title)
{
	static const char *const endings[] = { "__c", "__C", "__r.Name" };
	char *text = wl_strdup(skip_prefix(title));

	for (size_t i = 0; i < WL_LEN(endings); i++)
		if (wl_ends(text, endings[i]))
			text[strlen(text) - strlen(endings[i])] = '\0';
	wl_crm_fold(out, text);
	free(text);
}

static char *folded(const char *title)
{
	struct wl_buf out = WL_BUF_INIT;

	fold_title(&out, title);
	return wl_buf_detach(&out);
}

static bool same_folded(const char *a, const char *b)
{
	char *x = folded(a), *y = folded(b);
	bool same = *x && wl_streq(x, y);

	free(x);
	free(y);
	return same;
}

static const char *field_name(const struct wl_crm_import *import, int field)
{
	return field < CRM_FIELDS
		       ? names[field]
		       : import->programme->dimensions[field - CRM_FIELDS].id;
}

const char *wl_crm_title(struct wl_crm_import *import, int field)
{
	int column = import->header.column[field];

	return wl_crm_shown(import, column < 0 ? field_name(import, field)
					       : import->header.titles[column]);
}

static int find_field(const struct wl_crm_import *import, const char *name)
{
	for (int i = 0; i < (int)import->nfields; i++)
		if (same_folded(field_name(import, i), name))
			return i;
	return -1;
}

/* Column and field are each other's, unless one of them is taken. */
static void pair(struct match *match, size_t column, int field)
{
	struct wl_crm_header *header = match->header;

	if (header->field[column] >= 0)
		return;
	if (header->column[field] >= 0) {
		match->doubled[column] = field;
		return;
	}
	header->field[column] = field;
	header->column[field] = (int)column;
	match->doubled[column] = -1;
}

/* The column of this title, exactly or folded; -1: there is none. */
static int find_column(const struct match *match, const char *title)
{
	const struct wl_crm_header *header = match->header;

	for (size_t i = 0; i < header->n; i++)
		if (wl_streq(header->titles[i], title))
			return (int)i;
	for (size_t i = 0; i < header->n; i++)
		if (same_folded(header->titles[i], title))
			return (int)i;
	return -1;
}

static int unknown_field(const struct wl_crm_import *import,
	const struct wl_pair *wanted, bool option, struct wl_err *err)
{
	struct wl_buf all = WL_BUF_INIT;

	for (int i = 0; i < (int)import->nfields; i++)
		wl_buf_addf(&all, "%s%s", i ? ", " : "", field_name(import, i));
	wl_err_set(err, option ? WL_EUSAGE : WL_EFAIL,
		"unknown field '%s' for the column '%s' in %s", wanted->to,
		wanted->from, option ? "--map" : "crm.columns of winloss.yaml");
	wl_err_hint(err, "the fields are %s", all.s);
	wl_buf_release(&all);
	return option ? WL_EUSAGE : WL_EFAIL;
}

static int map_columns(struct match *match, const struct wl_pair *pairs,
	size_t n, bool option, struct wl_err *err)
{
	for (size_t i = 0; i < n; i++) {
		int field = find_field(match->import, pairs[i].to);
		int column = find_column(match, pairs[i].from);

		if (field < 0)
			return unknown_field(
				match->import, &pairs[i], option, err);
		if (column < 0)
			wl_crm_warn(match->import, CRM_WARN_FILE, NULL,
				"the file has no column '%s', which %s maps "
				"to %s",
				wl_crm_shown(match->import, pairs[i].from),
				option ? "--map" : "winloss.yaml",
				field_name(match->import, field));
		else
			pair(match, (size_t)column, field);
	}
	return 0;
}

/* Every column whose folded title is this one. */
static void pair_all(struct match *match, const char *title, int field)
{
	for (size_t i = 0; i < match->header->n; i++)
		if (wl_streq(match->folded[i], title))
			pair(match, i, field);
}

/* A dimension's own name comes before any synonym. */
static void match_dimensions(struct match *match)
{
	const struct wl_programme *programme = match->import->programme;

	for (size_t i = 0; i < programme->ndimensions; i++) {
		char *title = folded(programme->dimensions[i].id);

		if (*title)
			pair_all(match, title, CRM_FIELDS + (int)i);
		free(title);
	}
}

static void match_synonyms(struct match *match)
{
	for (size_t i = 0; i < WL_LEN(synonyms); i++)
		pair_all(match, synonyms[i].title, synonyms[i].field);
}

static void report_doubles(struct match *match)
{
	const struct wl_crm_header *header = match->header;

	for (size_t i = 0; i < header->n; i++) {
		int field = match->doubled[i];

		if (field < 0 || field == CRM_NAME)
			continue;
		wl_crm_warn(match->import, CRM_WARN_FILE, NULL,
			"the columns '%s' and '%s' both hold the field %s, "
			"'%s' is read",
			wl_crm_title(match->import, field),
			wl_crm_shown(match->import, header->titles[i]),
			field_name(match->import, field),
			wl_crm_title(match->import, field));
		header->field[i] = CRM_NAME; /* known, not kept */
	}
}

static void number_slots(struct wl_crm_import *import)
{
	struct wl_crm_header *header = &import->header;

	for (size_t i = 0; i < import->nfields; i++)
		if (header->column[i] >= 0 && i != CRM_NAME)
			header->slot[i] = (int)header->nslots++;
}

/* The titles of the file, for a hint. */
static void add_titles(struct wl_buf *out, const struct wl_crm_header *header)
{
	for (size_t i = 0; i < header->n; i++)
		wl_buf_addf(out, "%s%s", i ? ", " : "", header->titles[i]);
}

static int need_fields(
	const struct wl_crm_import *import, int line, struct wl_err *err)
{
	const int *column = import->header.column;
	bool id = column[CRM_DEAL] >= 0;
	struct wl_buf titles = WL_BUF_INIT;
	int code;

	if (id && (column[CRM_STAGE] >= 0 || column[CRM_OUTCOME] >= 0 ||
			  column[CRM_STATUS] >= 0 || column[CRM_IS_WON] >= 0))
		return 0;
	add_titles(&titles, &import->header);
	wl_err_at(err, import->path, line, 0,
		id ? "no column says how a deal ended: a stage, an outcome, a "
		     "status, or IsWon and IsClosed"
		   : "no column holds the id of the deal, such as "
		     "'Opportunity ID', 'Record ID' or 'Deal - ID'");
	code = wl_err_hint(err,
		"export it too, or name it with --map 'COLUMN=%s'; the "
		"columns are: %s",
		id ? "stage" : "deal", titles.s);
	wl_buf_release(&titles);
	return code;
}

static void prepare(struct match *match, const struct wl_csv_row *row)
{
	struct wl_crm_header *header = match->header;
	struct wl_arena *scratch = &match->import->scratch;
	size_t nfields = match->import->nfields;

	header->n = row->n;
	header->titles = wl_arena_alloc(scratch, row->n * sizeof(char *));
	header->field = wl_arena_alloc(scratch, row->n * sizeof(int));
	header->column = wl_arena_alloc(scratch, nfields * sizeof(int));
	header->slot = wl_arena_alloc(scratch, nfields * sizeof(int));
	match->folded = wl_arena_alloc(scratch, row->n * sizeof(char *));
	match->doubled = wl_arena_alloc(scratch, row->n * sizeof(int));
	for (size_t i = 0; i < nfields; i++)
		header->column[i] = header->slot[i] = -1;
	for (size_t i = 0; i < row->n; i++) {
		char *text;

		header->field[i] = match->doubled[i] = -1;
		header->titles[i] = wl_crm_clean(match->import, row->cells[i]);
		text = folded(header->titles[i]);
		match->folded[i] = wl_arena_strdup(scratch, text);
		free(text);
	}
}

int wl_crm_header_read(struct wl_crm_import *import,
	const struct wl_csv_row *row, struct wl_err *err)
{
	const struct wl_programme *programme = import->programme;
	const struct wl_crm_options *options = import->options;
	struct match match = { .import = import, .header = &import->header };
	int code;

	prepare(&match, row);
	code = map_columns(&match, options->map, options->nmap, true, err);
	if (!code)
		code = map_columns(&match, programme->crm_columns,
			programme->ncrm_columns, false, err);
	if (code)
		return code;
	match_dimensions(&match);
	match_synonyms(&match);
	report_doubles(&match);
	number_slots(import);
	return need_fields(import, row->line, err);
}
