using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Node gradients that cannot be made.</summary>
internal static partial class Refusals
{
    public static ImmutableArray<Refusal> Nodes { get; } =
    [
        new("node site in a recursive call", "DG1014", """
                [Differentiable] public static double Bad(double w) => [|Node.Site(w) * Again(w, 3)|];

                private static double Again(double w, int n) => n == 0 ? w : Node.Site(w * Again(w, n - 1));
            """),
        new("node site in a virtual method", "DG1014", """
            public partial class Curve
            {
                [Differentiable] public virtual double [|At|](double x) => Node.Site(x * x);
            }
            """) { IsWholeFile = true },
        new("node site in a rule's method", "DG1014", """
                [Differentiable] public static double Bad(double w) => [|Node.Site(w) * Ruled(w)|];

                private static double Ruled(double w) => Node.Site(w * w);

                private static (double Value, double Tangent) RuledJvp(double w, double wTangent) => (w * w, 2 * w * wTangent);
            """),
    ];
}
