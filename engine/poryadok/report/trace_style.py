"""The style of the page that ``trace --format html`` writes: two columns on a screen, one on paper."""

__all__ = ["STYLE"]

STYLE = """
:root{color-scheme:light;--line:#c9ced6;--soft:#f3f5f8;--text:#1b1f24;--link:#0b4fb3;--warn:#8a2b06;--mark:#fff3c4}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Arial,sans-serif;color:var(--text);background:#fff}
a{color:var(--link)}
a:focus-visible,section:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999em}
.skip:focus{position:static}
header{padding:.6rem 1.2rem;border-bottom:1px solid var(--line)}
h1{font-size:1.3rem;margin:.2rem 0}
h2{font-size:1.1rem;margin:.6rem 0}
h3{font-size:1rem;margin:1.2rem 0 .5rem}
h4{font-size:1rem;margin:0}
p{margin:.3rem 0}
main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.side{padding:0 1.2rem 3rem}
.side+.side{border-left:1px solid var(--line);background:var(--soft)}
.clause,.value{border:1px solid var(--line);border-radius:4px;padding:.4rem .7rem;margin:.5rem 0;
background:#fff;overflow-wrap:anywhere}
.d1{margin-left:1.2rem}
.d2{margin-left:2.4rem}
:target{background:var(--mark);border-color:var(--link)}
.loc{font-size:.85rem;font-weight:600;margin-right:.5rem;white-space:nowrap}
.marker{color:#565d66}
.links{list-style:none;margin:.2rem 0 0;padding:0;font-size:.9rem}
.links li{display:inline-block;margin-right:.8rem}
.links li::before{content:"\\2192\\a0"}
.frame{color:#565d66;font-size:.9rem}
.role{font-size:.75rem;border:1px solid var(--line);border-radius:3px;padding:0 .3rem}
.title{text-align:center}
.defect,.note{font-size:.9rem;color:var(--warn)}
.unbound,.drifted{border-left:5px solid var(--warn)}
.good{color:#14532d;font-weight:600}
.bad{border-left:5px solid var(--warn);padding-left:.8rem}
.places,code{font-size:.85rem}
code{color:#565d66;font-weight:400}
dl{margin:.2rem 0;display:grid;grid-template-columns:max-content 1fr;gap:0 .7rem;font-size:.9rem}
dt{color:#565d66}
dd{margin:0}
.bad dl{display:block}
@media screen and (min-width:60rem){
body{height:100vh;display:flex;flex-direction:column}
header{max-height:35vh;overflow:auto}
main{flex:1;min-height:0}
.side{overflow:auto}
}
@media screen and (max-width:59.99rem){
main{display:block}
.side+.side{border-left:0;border-top:3px solid var(--line)}
}
@media print{
main{display:block}
body{font-size:10pt}
.skip,details{display:none}
.side+.side{break-before:page;border:0;background:none}
.clause,.value{break-inside:avoid}
a{color:inherit;text-decoration:none}
}
""".strip()
