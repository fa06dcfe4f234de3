/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line in people.yaml for the name that only this machine knows. */
#include "base/file.h"
#include "prep.h"
#include "store/layout.h"

/* Does people.yaml have the key?  It must be readable, a key a line. */
static int find_person(const struct wl_buf *people, const char *key,
	bool *found, struct wl_err *err)
{
	const struct wl_source source = { WL_PEOPLE_FILE, people->s,
		people->n };
	struct wl_arena arena;
	struct wl_yaml *root = NULL;
	int rc;

	wl_arena_init(&arena);
	rc = wl_yaml_parse(&root, &arena, &source, 0, people->n, err);
	if (!rc)
		*found = wl_yaml_get(root, key) != NULL;
	if (!rc && !*found && root->n && root->flow) {
		wl_source_error(err, &source, root->start,
			"the people stand in one { }: nothing can be added");
		rc = wl_err_hint(err, "put each on a line of its own");
	}
	wl_arena_release(&arena);
	return rc;
}

int prep_add_person(struct session *session, struct wl_change *change,
	const char *key, struct wl_err *err)
{
	struct wl_buf people = WL_BUF_INIT;
	bool found = false;
	int rc;

	rc = wl_file_read(
		&people, session->place.dir, WL_PEOPLE_FILE, WL_YAML_MAX, err);
	rc = rc == WL_ENOTFOUND ? 0 : rc;
	if (!rc)
		rc = find_person(&people, key, &found, err);
	if (!rc && !found) {
		if (people.n && people.s[people.n - 1] != '\n')
			wl_buf_addc(&people, '\n');
		wl_buf_addf(&people, "%s: {name: , email: }\n", key);
		wl_change_add_private(change, WL_PEOPLE_FILE, &people);
	}
	wl_buf_release(&people);
	return rc;
}
