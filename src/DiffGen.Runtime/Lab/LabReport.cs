using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen;

/// <summary>What a lab found. Its text is a table.</summary>
/// <param name="Rows">The estimators, in the order in which they were entered.</param>
/// <param name="Reference">What the means were compared with; empty where there is nothing.</param>
/// <param name="IsExact">The reference is the gradient itself: it was given, or an unbiased estimator has no variance.</param>
/// <param name="Samples">How many estimates of each estimator.</param>
/// <param name="CostsAreSimulations">Costs are multiples of a simulation, not seconds.</param>
public sealed record LabReport(IReadOnlyList<LabRow> Rows, IReadOnlyList<double> Reference, bool IsExact, int Samples, bool CostsAreSimulations)
{
    /// <summary>The table.</summary>
    /// <returns>A line for each estimator, under a line of headings; then what the means were compared with.</returns>
    public override string ToString()
    {
        string[][] cells =
        [
            ["estimator", "bias z", "variance", CostsAreSimulations ? "cost (simulations)" : "cost (s)", "variance x cost"],
            .. Rows.Select(r => new[] { r.Name + (r.IsBiased ? " (biased)" : ""), r.IsReference && !IsExact ? "reference" : Text(r.Z, "F1"), Text(r.Variance, "G4"), Text(r.Cost, "G3"), Text(r.VarianceTimesCost, "G4") }),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(c => cells.Max(row => row[c].Length))];
        var text = new StringBuilder();
        foreach (string[] row in cells)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (int c = 1; c < row.Length; c++)
            {
                text.Append("  ").Append(row[c].PadLeft(widths[c]));
            }

            text.Append('\n');
        }

        if (Reference.Count > 0)
        {
            text.Append(IsExact ? "exact gradient: " : "reference: ").AppendJoin(", ", Reference.Select(r => Text(r, "G8"))).Append('\n');
        }

        return text.ToString();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
