using System;
using System.ComponentModel;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.CompilerServices;

/// <summary>The baseline of one site during an estimate, and the costs that it is to learn from. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Credit
{
    /// <summary>What is subtracted from the costs: fixed before the first draw.</summary>
    public double Baseline { get; set; }

    /// <summary>What the difference is divided by.</summary>
    public double Scale { get; set; }

    /// <summary>The sum, over the draws of the site, of the costs J that depend on each.</summary>
    public double Sum { get; set; }

    /// <summary>The sum of J².</summary>
    public double SumOfSquares { get; set; }

    /// <summary>The sum of J s², s being the score.</summary>
    public double WeightedSum { get; set; }

    /// <summary>The sum of s².</summary>
    public double SquaredScores { get; set; }

    /// <summary>The number of draws.</summary>
    public double Count { get; set; }

    /// <summary>The baselines of the single parameters, where the site has any: b of each in the place of the common one.</summary>
    public OptimalBaseline? PerParameter { get; set; }

    /// <summary>w (J − v) from w J, v being what the method itself gives as the baseline of the draw.</summary>
    /// <param name="cotangent">w J.</param>
    /// <param name="weight">w.</param>
    /// <param name="baseline">v.</param>
    /// <returns>w (J − v).</returns>
    public static C Less<C, W, B>(C cotangent, W weight, B baseline)
        where C : IFloatingPointIeee754<C>
        where W : IFloatingPointIeee754<W>
        where B : IFloatingPointIeee754<B> => cotangent - C.CreateChecked(double.CreateChecked(weight) * double.CreateChecked(baseline));

    /// <summary>|w| (v − J): the derivative of the squared error of a baseline that learns, downhill whatever the sign of the weight.</summary>
    /// <param name="cotangent">w J.</param>
    /// <param name="weight">w.</param>
    /// <param name="baseline">v.</param>
    /// <returns>The gradient of |w| (v − J)²/2 by v; 0 where w is.</returns>
    public static B Error<C, W, B>(C cotangent, W weight, B baseline)
        where C : IFloatingPointIeee754<C>
        where W : IFloatingPointIeee754<W>
        where B : IFloatingPointIeee754<B>
    {
        double scale = double.CreateChecked(weight);
        return scale == 0 ? B.Zero : B.CreateChecked((Math.Abs(scale) * double.CreateChecked(baseline)) - (Math.Sign(scale) * double.CreateChecked(cotangent)));
    }

    /// <summary>The number of parameters that have a baseline of their own: all or none.</summary>
    /// <param name="credits">The sites; empty where there are no baselines.</param>
    /// <param name="site">The number of the site.</param>
    /// <param name="count">The number of parameters of its distribution.</param>
    /// <returns><paramref name="count"/>, or 0.</returns>
    /// <exception cref="InvalidOperationException">There are baselines for another number of parameters.</exception>
    public static int Parameters(ReadOnlySpan<Credit> credits, int site, int count)
    {
        OptimalBaseline? each = credits.IsEmpty ? null : credits[site].PerParameter;
        return each is null ? 0 : each.Count == count
            ? count
            : throw new InvalidOperationException($"PerParameter has {each.Count} baselines, but the distribution of the site has {count} parameters; make it with that number.");
    }

    /// <summary>w (b − bᵢ) s of one parameter, which makes of the common baseline b that of the parameter; J s² and s² are noted.</summary>
    /// <param name="score">s = ∂ log p/∂θᵢ.</param>
    /// <param name="cotangent">w J.</param>
    /// <param name="weight">w.</param>
    /// <param name="credits">The sites.</param>
    /// <param name="site">The number of the site.</param>
    /// <param name="parameter">i.</param>
    /// <returns>What the gradient of the parameter gets besides.</returns>
    public static C Parameter<C, W>(C score, C cotangent, W weight, Span<Credit> credits, int site, int parameter)
        where C : IFloatingPointIeee754<C>
        where W : IFloatingPointIeee754<W>
    {
        ref Credit credit = ref credits[site];
        OptimalBaseline each = credit.PerParameter!;
        double scale = double.CreateChecked(weight), s = double.CreateChecked(score);
        if (scale == 0 || s == 0)
        {
            return C.Zero;
        }

        double difference = each.HasLearned(parameter) ? credit.Baseline - each[parameter] : 0;
        each.Note(double.CreateChecked(cotangent) / scale, s, parameter);
        return C.CreateChecked(scale * difference * s / credit.Scale);
    }

    /// <summary>w (J − b) from w J, J being the cost that depends on a draw, and w the weight of the estimate; J is noted.</summary>
    /// <param name="cotangent">w J.</param>
    /// <param name="weight">w.</param>
    /// <param name="credits">The sites; empty where there are no baselines.</param>
    /// <param name="site">The number of the site.</param>
    /// <returns>The weight of the score.</returns>
    public static C Of<C, W>(C cotangent, W weight, Span<Credit> credits, int site)
        where C : IFloatingPointIeee754<C>
        where W : IFloatingPointIeee754<W> => Of(cotangent, weight, credits, site, double.NaN);

    /// <summary>w (J − b) s from w J, for a distribution of one parameter; J and J s² are noted.</summary>
    /// <param name="score">s = ∂ log p/∂θ.</param>
    /// <param name="cotangent">w J.</param>
    /// <param name="weight">w.</param>
    /// <param name="credits">The sites; empty where there are no baselines.</param>
    /// <param name="site">The number of the site.</param>
    /// <returns>The gradient of the parameter; 0 where J − b is, whatever the score.</returns>
    public static C Scored<C, W>(C score, C cotangent, W weight, Span<Credit> credits, int site)
        where C : IFloatingPointIeee754<C>
        where W : IFloatingPointIeee754<W>
    {
        C difference = Of(cotangent, weight, credits, site, double.CreateChecked(score));
        return difference == C.Zero ? C.Zero : difference * score;
    }

    /// <summary>The baseline of one sample: the mean of the results of the others.</summary>
    /// <param name="credits">The sites.</param>
    /// <param name="site">The number of the site.</param>
    /// <param name="kind">Its kind of baseline; of others nothing changes.</param>
    /// <param name="results">The results of all samples; empty where there is one.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="sample">The number of the sample.</param>
    public static void Leave(Span<Credit> credits, int site, BaselineKind kind, ReadOnlySpan<double> results, double total, int sample)
    {
        if (kind == BaselineKind.LeaveOneOut && results.Length > 1)
        {
            double mean = (total - results[sample]) / (results.Length - 1);
            credits[site].Baseline = double.IsFinite(mean) ? mean : 0;
        }
    }

    private static C Of<C, W>(C cotangent, W weight, Span<Credit> credits, int site, double score)
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
            double cost = double.CreateChecked(cotangent) / scale;
            credit.Sum += cost;
            credit.SumOfSquares += cost * cost;
            credit.Count++;
            if (!double.IsNaN(score))
            {
                credit.WeightedSum += cost * score * score;
                credit.SquaredScores += score * score;
            }
        }

        return credit.Scale == 1 ? cotangent - C.CreateChecked(scale * credit.Baseline) : C.CreateChecked((double.CreateChecked(cotangent) - (scale * credit.Baseline)) / credit.Scale);
    }
}
