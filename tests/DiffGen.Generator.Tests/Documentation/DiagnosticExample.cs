using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>A block of C# on a page of docs/diagnostics, and what is said of it.</summary>
/// <param name="Code">Types, or members of a class.</param>
/// <param name="Said">The quoted lines behind it.</param>
/// <param name="Start">Where the block starts on its page.</param>
/// <param name="Length">How long it is there, with what is said.</param>
internal sealed record DiagnosticExample(string Code, string Said, int Start, int Length)
{
    private const string Usings = "#pragma warning disable CS1591\nusing System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Numerics;\nusing System.Numerics.Tensors;\nusing DiffGen;\n\n";

    private bool IsTypes => Code.Split('\n').Any(line => line.StartsWith("public ", StringComparison.Ordinal) && line.Contains(" partial ", StringComparison.Ordinal) && !line.EndsWith(';')) || Code.Contains("public static class ", StringComparison.Ordinal);

    public string Source => IsTypes ? Usings + Code : Usings + "public static partial class Model\n{\n" + Code + "}\n";

    /// <summary>The places above lines like <c>//   ^^^^</c>.</summary>
    public IEnumerable<LinePositionSpan> Places
    {
        get
        {
            string[] lines = Source.Split('\n');
            for (int at = 1; at < lines.Length; at++)
            {
                string line = lines[at].TrimStart();
                if (line.StartsWith("//", StringComparison.Ordinal) && line.Contains('^', StringComparison.Ordinal) && line.TrimEnd('^')[2..].Trim().Length == 0)
                {
                    int above = at - 1;
                    yield return new LinePositionSpan(new LinePosition(above, lines[at].IndexOf('^', StringComparison.Ordinal)), new LinePosition(above, lines[at].LastIndexOf('^') + 1));
                }
            }
        }
    }

    public Generated Run() => Generated.Run(Source);
}
