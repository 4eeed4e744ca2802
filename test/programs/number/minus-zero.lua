-- Minus zero prints with its sign, equals zero, and divides to minus infinity.
local zero = 0
print(-zero, 0 == -0, 1/(-zero), 1/zero, zero * -1, -0.0 + 0) -- expect: -0	true	-inf	inf	-0	0
print(string.format("%d %g %.1f %s %5.1f", -zero, -zero, -zero, -zero, -zero)) -- expect: 0 -0 -0.0 -0  -0.0
local t = {} t[0] = "a" t[-zero] = "b"
print(t[0], t[-zero], next(t)) -- expect: b	b	0	b
