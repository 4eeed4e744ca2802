/** The style of the page around the drawing. */

export const PAGE_STYLE = `*{box-sizing:border-box}
body{margin:0 auto;max-width:1680px;padding:24px 28px 64px;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center;margin-bottom:16px}
h1{font-size:22px;line-height:1.2;margin:0}header p{margin:2px 0 0;color:var(--dim)}
header .verdict{margin:0;padding:5px 12px;border-radius:999px;font-weight:600;border:1px solid;color:var(--real)}
header .verdict.inside{color:var(--bad)}header .verdict.outside{color:var(--warn)}
#theme{margin-left:auto}.replay{flex-basis:100%;color:var(--dim);overflow-wrap:anywhere;font-size:13px}
button{font:inherit;color:inherit;background:var(--alt);border:1px solid var(--line);border-radius:6px;padding:3px 11px;cursor:pointer}
button:hover{border-color:var(--dim)}
:focus-visible{outline:2px solid var(--c0);outline-offset:2px}
.violations{max-height:236px;overflow:auto;margin-bottom:16px;padding:2px}
.violations ol{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.violations button{display:flex;gap:14px;width:100%;text-align:left;padding:9px 14px;border-left:4px solid var(--bad)}
.violations .outside{border-left-color:var(--warn)}.violations b{color:var(--bad)}.violations .outside b{color:var(--warn)}
.violations [aria-current=true]{border-color:var(--bad);background:color-mix(in srgb,var(--bad) 9%,var(--bg))}
.violations .outside[aria-current=true]{border-color:var(--warn);background:color-mix(in srgb,var(--warn) 9%,var(--bg))}
.violations span{overflow-wrap:anywhere;min-width:0}
.violations strong{display:block;font-weight:600}.violations small{color:var(--dim);font-size:13px}
figure{margin:0;border:1px solid var(--line);border-radius:10px;overflow:hidden}
.bar{display:flex;flex-wrap:wrap;gap:6px;align-items:center;padding:8px 12px;border-bottom:1px solid var(--line)}
.keys{color:var(--dim);font-size:12.5px;margin-left:auto}
kbd{font:11px system-ui,sans-serif;border:1px solid var(--line);border-radius:4px;padding:1px 5px;margin:0 1px}
.scroll{overflow-x:auto}
#picture{display:block;touch-action:pan-y;cursor:crosshair}
#picture:focus-visible{outline-offset:-2px}
#cursor{fill:none;stroke:var(--fg);stroke-width:1.5;pointer-events:none}
#detail{margin:0;padding:10px 14px;border-top:1px solid var(--line);background:var(--alt);min-height:45px;overflow-wrap:anywhere}
.left{margin:0;padding:0 14px 10px;background:var(--alt);color:var(--warn)}
details{margin-top:14px}summary{cursor:pointer;font-weight:600}
.legend ul{list-style:none;padding:0;margin:10px 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(310px,1fr));gap:5px 20px}
.k{display:inline-block;width:26px;height:11px;margin-right:9px;border:1px solid var(--k);background:color-mix(in srgb,var(--k) var(--a,100%),var(--bg))}
.k.wait{--k:var(--c);--a:22%}.k.claim,.k.key{--k:var(--c)}.k.real{--k:var(--real)}.k.work{--k:var(--fg);--a:20%;height:5px}
.k.pause{--k:var(--dim);--a:32%;border-style:dashed}.k.down{--k:var(--fg);--a:60%}.k.cut{--k:var(--bad);--a:16%;border-style:dashed}
.k.delay{--k:var(--warn);--a:22%}.k.band{--k:var(--bad);--a:42%}
.story ol{list-style:none;padding:0;margin:10px 0;max-height:480px;overflow:auto}
.story li{display:flex;gap:16px;padding:2px 0}.story time{flex:0 0 110px;text-align:right;color:var(--dim);font-variant-numeric:tabular-nums}
.story span{overflow-wrap:anywhere;min-width:0}.story .violation{color:var(--bad);font-weight:600}.story .omission{color:var(--dim);font-style:italic}
#tip{position:fixed;z-index:9;max-width:440px;padding:7px 11px;border-radius:7px;background:var(--fg);color:var(--bg);font-size:13px;pointer-events:none;overflow-wrap:anywhere}`;
