/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * winloss.yaml: the product, who is in the team, against whom we compete, how
 * the company is cut, and the numbers of the method.
 */
#ifndef WL_MODEL_PROGRAMME_H
#define WL_MODEL_PROGRAMME_H

#include "model/terms.h"
#include "text/yaml.h"

struct wl_member {
	const char *id, *name, *email; /* name and email may be NULL */
	enum wl_team_role role;
};

struct wl_competitor {
	const char *id, *name; /* name is the id if none is given */
	struct wl_list aliases;
};

struct wl_dimension {
	const char *id;
	struct wl_list values;
};

struct wl_thresholds {
	bool unit_interview; /* count interviews instead of deals */
	int pattern;         /* deals that make a pattern */
	int group_min;       /* deals of a group before a synthesis */
	int group_target;
	int saturation[2]; /* usual number of interviews, low and high */
	double note_hours; /* time for the three notes */
	int minutes[2];    /* of an interview, least and most */
};

/* One pair of a map in the file: a CRM column or stage and its meaning. */
struct wl_pair {
	const char *from, *to;
};

/* What winloss.yaml says of a rule of `check`, or of one place. */
struct wl_rule_setting {
	const char *rule;
	enum wl_severity severity;
	const char *reason;
	int line, column;
};

struct wl_exception {
	const char *rule;
	const char *at; /* a path, or the id of an interview, a card, a claim
			   (rivalco^r4w), a theme, a deal ... */
	const char *reason;
	int line, column;
};

struct wl_programme {
	const char *product;
	const char *owner; /* a member's id; may be NULL */
	struct wl_member *team;
	size_t nteam;
	struct wl_competitor *competitors;
	size_t ncompetitors;
	struct wl_list segments;
	struct wl_dimension *dimensions;
	size_t ndimensions;
	struct wl_thresholds thresholds;
	int verify_days[5];          /* by wl_card_types */
	const char *verifiers[5];    /* the same: of a card that names none, a
					member or a role; NULL: nobody */
	struct wl_pair *crm_columns; /* column of the CRM -> our field */
	size_t ncrm_columns;
	struct wl_pair *crm_stages; /* stage -> outcome word */
	size_t ncrm_stages;
	bool opaque_ids; /* interview ids without the account's name */
	struct wl_rule_setting *settings; /* check: rules */
	size_t nsettings;
	struct wl_exception *exceptions; /* check: exceptions */
	size_t nexceptions;
};

/* Parse winloss.yaml; everything lives in the arena. */
int wl_programme_parse(struct wl_programme *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
/* The member with this id, or with this e-mail; NULL. */
const struct wl_member *wl_programme_member(
	const struct wl_programme *programme, const char *id);
const struct wl_member *wl_programme_by_email(
	const struct wl_programme *programme, const char *email);
/* A competitor by id, name or alias, without regard to case; NULL. */
const struct wl_competitor *wl_programme_competitor(
	const struct wl_programme *programme, const char *name);
/* What to call a competitor: its name, or the id itself if unknown. */
const char *wl_programme_competitor_name(
	const struct wl_programme *programme, const char *id);

#endif
