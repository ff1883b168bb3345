using System;
using System.ComponentModel;
using System.Numerics;

namespace DiffGen.CompilerServices;

/// <summary>The baseline of one site during an estimate, and the costs that it is to learn from. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Credit
{
    /// <summary>What is subtracted from the costs: fixed before the first draw.</summary>
    public double Baseline { get; set; }

    /// <summary>The sum, over the draws of the site, of the costs that depend on each.</summary>
    public double Sum { get; set; }

    /// <summary>The number of draws.</summary>
    public double Count { get; set; }

    /// <summary>w (J − b) from w J, J being the cost that depends on a draw, and w the weight of the estimate; J is noted.</summary>
    /// <param name="cotangent">w J.</param>
    /// <param name="weight">w.</param>
    /// <param name="credits">The sites; empty where there are no baselines.</param>
    /// <param name="site">The number of the site.</param>
    /// <returns>The weight of the score.</returns>
    public static C Of<C, W>(C cotangent, W weight, Span<Credit> credits, int site)
        where C : IFloatingPointIeee754<C>
        where W : IFloatingPointIeee754<W>
    {
        if (credits.IsEmpty)
        {
            return cotangent;
        }

        ref Credit credit = ref credits[site];
        double scale = double.CreateChecked(weight);
        if (scale != 0)
        {
            credit.Sum += double.CreateChecked(cotangent) / scale;
            credit.Count++;
        }

        return cotangent - C.CreateChecked(scale * credit.Baseline);
    }
}
