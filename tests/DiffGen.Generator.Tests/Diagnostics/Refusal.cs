using System;
using System.Collections.Generic;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>A source that gets a diagnostic, with <c>[|…|]</c> around the place that it points at.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Id">The id of the diagnostic.</param>
/// <param name="Marked">Members of a partial class, or whole types if <paramref name="IsWholeFile"/>, with marks.</param>
internal sealed record Refusal(string Name, string Id, string Marked)
{
    private const string Start = "[|";
    private const string End = "|]";

    /// <summary><see cref="Marked"/> holds types and not members.</summary>
    public bool IsWholeFile { get; init; }

    /// <summary>The companions' signatures are known, so that they are declared in spite of the error and calls to them compile.</summary>
    public bool DeclaresCompanions { get; init; } = true;

    /// <summary>What the message names as the reason; empty where the id says enough.</summary>
    public string Reason { get; init; } = "";

    private string MarkedFile => IsWholeFile
        ? Header + Marked + Footer
        : Header + "public static partial class M\n{\n" + Marked + "\n" + Good + "}\n";

    private const string Header = "#pragma warning disable CS1591\nusing System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing DiffGen;\n";

    private const string Good = "    [Differentiable] public static double Good(double x) => x * x;\n";

    private const string Footer = "\npublic static partial class Elsewhere\n{\n" + Good + "}\n";

    /// <summary>The source without its marks.</summary>
    public string Source => MarkedFile.Replace(Start, "", StringComparison.Ordinal).Replace(End, "", StringComparison.Ordinal);

    /// <summary>The places that are marked, in order.</summary>
    public IEnumerable<TextSpan> Spans
    {
        get
        {
            int removed = 0;
            for (int start = MarkedFile.IndexOf(Start, StringComparison.Ordinal); start >= 0; start = MarkedFile.IndexOf(Start, start + 1, StringComparison.Ordinal))
            {
                int end = MarkedFile.IndexOf(End, start, StringComparison.Ordinal);
                yield return TextSpan.FromBounds(start - removed, end - removed - Start.Length);
                removed += Start.Length + End.Length;
            }
        }
    }

    public Generated Run() => Generated.Run(Source);

    public override string ToString() => Name;
}
