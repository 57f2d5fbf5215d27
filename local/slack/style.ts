/** About what Slack's light theme looks like. */
export const style = `
body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46668 Lato, "Noto Sans", "DejaVu Sans", Arial, sans-serif; }
main { max-width: 760px; padding-bottom: 16px; }
h1 { margin: 0 0 8px; padding: 12px 20px; border-bottom: 1px solid #ddd; font-size: 18px; }
h2 { margin: 4px 0; font-size: 18px; }
p { margin: 0; }
a { color: #1264a3; text-decoration: none; }
a:hover { text-decoration: underline; }
article { display: flex; gap: 8px; padding: 8px 20px; }
article > div:last-child { min-width: 0; flex: 1; overflow-wrap: anywhere; }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 4px; background: #067f68; color: #fff; font: bold 18px/36px sans-serif; text-align: center; }
.who { margin-bottom: 2px; }
.app { padding: 0 3px; border-radius: 2px; background: #e8e8e8; color: #616061; font-size: 10px; font-weight: bold; }
time, .edited, .small, .count, .none { color: #616061; font-size: 12px; }
.text { margin: 4px 0; white-space: pre-wrap; }
.small { margin: 4px 0; font-size: 13px; white-space: pre-wrap; }
.fields { display: grid; grid-template-columns: 1fr 1fr; column-gap: 16px; }
.mention { padding: 0 2px; background: #fff3b8; color: #1264a3; }
.thread { margin: 0 20px 8px 64px; border-left: 3px solid #ddd; }
.thread article { padding: 4px 12px; }
.thread .avatar { width: 24px; height: 24px; font: bold 13px/24px sans-serif; }
.thread .count { padding: 2px 12px; color: #1264a3; font-weight: bold; }
blockquote { margin: 0; padding-left: 12px; border-left: 4px solid #ddd; }
code { padding: 1px 3px; border: 1px solid #ddd; border-radius: 3px; background: #f8f8f8; color: #e01e5a; font-size: 12px; }
.none { padding: 20px; }
`;
