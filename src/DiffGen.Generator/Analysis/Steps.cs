using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>What is known of the integers that count loops.</summary>
internal static class Steps
{
    /// <summary>A step of one, up or down: the reverse loop takes the same indices. With any other, the iterations are counted.</summary>
    public static bool IsUnit(Region body, Value step) => IrRewriter.Walk(body).Any(o => o is Constant { Text: "1" or "-1" } constant && constant.Result.Id == step.Id);

    /// <summary>A length, or a constant that is no extreme of its type: adding or subtracting one stays in range.</summary>
    public static bool IsSmall(Op op) => op switch
    {
        Opaque { Template: "{0}.Length" } => true,
        Opaque opaque => opaque.Template.StartsWith("{0}.GetLength(", System.StringComparison.Ordinal),
        Constant constant => int.TryParse(constant.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number is > int.MinValue and < int.MaxValue,
        _ => false,
    };
}
