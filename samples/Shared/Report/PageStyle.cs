namespace DiffGen.Samples.Report;

/// <summary>How the page looks, light and dark as the reader's system asks, and the script that shows the values under the pointer.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root {
          --ground: #ffffff; --text: #1c2026; --quiet: #58606c; --rule: #d5dae1; --faint: #e8ebf0; --panel: #f7f8fa;
          --s0: #1b68b3; --s1: #d1480f; --s2: #1f8a4c; --s3: #a8328c; --s4: #6a52c2; --s5: #96690a; --s6: #0b8791; --s7: #5f6774;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14171c; --text: #e4e7ec; --quiet: #a3abb8; --rule: #3a414c; --faint: #272d36; --panel: #1b1f26;
            --s0: #63aef2; --s1: #ff8a57; --s2: #5ccb8a; --s3: #e57fcb; --s4: #ab98f5; --s5: #dcae4a; --s6: #4fc9d3; --s7: #aab2bf;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 1320px; margin: 0 auto; padding: 24px 20px 80px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 8px 0; }
        h2 { font-size: 22px; margin: 52px 0 8px; padding-top: 12px; border-top: 2px solid var(--rule); }
        p { max-width: 78ch; margin: 10px 0; }
        .circumstances { color: var(--quiet); font-size: 14px; }
        nav { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 14px 0 0; }
        a { color: var(--s0); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 20px; margin: 16px 0; }
        figure { margin: 0; padding: 12px; background: var(--panel); border: 1px solid var(--faint); border-radius: 8px; max-width: 720px; }
        figcaption, caption { font-weight: 600; text-align: left; padding: 2px 4px 8px; }
        svg { display: block; width: 100%; height: auto; }
        svg text { font-size: 12px; fill: var(--quiet); }
        svg text.label, svg text.entry { fill: var(--text); }
        .grid { stroke: var(--faint); }
        .frame { fill: none; stroke: var(--rule); }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .theory { stroke-dasharray: 6 4; stroke-width: 1.5; }
        .background { fill: none; stroke: var(--quiet); stroke-width: 1; opacity: 0.45; }
        .reach { fill: none; stroke-width: 1.5; opacity: 0.5; }
        .band { stroke: none !important; opacity: 0.18; }
        .s0 { stroke: var(--s0); fill: var(--s0); } .s1 { stroke: var(--s1); fill: var(--s1); } .s2 { stroke: var(--s2); fill: var(--s2); } .s3 { stroke: var(--s3); fill: var(--s3); }
        .s4 { stroke: var(--s4); fill: var(--s4); } .s5 { stroke: var(--s5); fill: var(--s5); } .s6 { stroke: var(--s6); fill: var(--s6); } .s7 { stroke: var(--s7); fill: var(--s7); }
        polyline.line { fill: none; }
        circle.near { stroke: var(--text); stroke-width: 2; }
        .table { overflow-x: auto; margin: 18px 0; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
        th, td { padding: 5px 12px; border-bottom: 1px solid var(--faint); text-align: right; }
        td { white-space: nowrap; }
        th:first-child { text-align: left; }
        tbody th { font-weight: 400; }
        thead th { font-weight: 600; vertical-align: bottom; border-bottom: 1px solid var(--rule); }
        #tip { position: fixed; display: none; pointer-events: none; max-width: 340px; padding: 4px 8px; font-size: 13px; background: var(--text); color: var(--ground); border-radius: 4px; }

        """;

    public const string Script = """
        const tip = document.getElementById("tip");
        for (const svg of document.querySelectorAll("svg")) {
          const dots = [...svg.querySelectorAll("circle[data-tip]")];
          let near = null;
          const leave = () => { near?.classList.remove("near"); near = null; tip.style.display = "none"; };
          svg.addEventListener("pointerleave", leave);
          svg.addEventListener("pointermove", event => {
            let best = null, least = 24 * 24;
            for (const dot of dots) {
              const box = dot.getBoundingClientRect();
              const dx = box.x + box.width / 2 - event.clientX, dy = box.y + box.height / 2 - event.clientY;
              if (dx * dx + dy * dy < least) { least = dx * dx + dy * dy; best = dot; }
            }
            if (best !== near) { leave(); near = best; near?.classList.add("near"); }
            if (near) {
              tip.textContent = near.dataset.tip;
              tip.style.display = "block";
              tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + "px";
              tip.style.top = Math.max(8, event.clientY - tip.offsetHeight - 10) + "px";
            }
          });
        }

        """;
}
