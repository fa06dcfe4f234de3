/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A card or an interview as text in which one line is one thing, for `git
 * diff` (gitattributes(5), textconv): a line that was wrapped anew or a list
 * that was written in another way does not differ.
 */
#ifndef WL_PUBLISH_TEXTCONV_H
#define WL_PUBLISH_TEXTCONV_H

#include "base/buf.h"

/*
 * Add the file's text.  Front matter is "key=value", of a list "key/=item",
 * of a map "key/sub=value"; then each heading, claim ("section: words
 * [@evidence] ^id"), passage ("> words #tags ^id") and paragraph.  What it is
 * is told by its content; anything else, and what cannot be read, is added as
 * it is.
 */
void wl_publish_textconv(struct wl_buf *out, const struct wl_buf *file);

#endif
