/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions that may not be used: they overrun, keep hidden state, or depend
 * on the locale.  base/base.h includes this behind the system headers that
 * declare them, so that using one does not compile.
 */
#ifndef WL_BASE_BANNED_H
#define WL_BASE_BANNED_H

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
#pragma GCC poison strtok strtok_r gmtime localtime asctime ctime strptime
#pragma GCC poison atoi atol atof mktemp tmpnam system

#endif
