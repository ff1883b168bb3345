using System;

namespace DiffGen;

/// <summary>How <see cref="DerivativeCheck"/> compares. The defaults fit functions whose arguments and results are of ordinary size.</summary>
public sealed record DerivativeCheckOptions
{
    /// <summary>
    /// How much a number may differ from the expected one, relative to the larger of the two; the estimated error of the differences comes on top.
    /// Unless set: 1e-6 in <see cref="double"/>, 2e-3 in <see cref="float"/>.
    /// </summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>
    /// How much a number may differ besides, whatever its size; 0 unless set. Of a noisy function, derivatives whose differences are good to this much
    /// count as judged.
    /// </summary>
    public double AbsoluteTolerance { get; init; }

    /// <summary>
    /// The size that an argument near zero typically has; 1 unless set. The largest step is ⅛ max(|x|, this); smaller ones follow.
    /// Where the function only varies on a scale far from that, differences tell more with the right one.
    /// </summary>
    public double TypicalSize { get; init; } = 1;

    /// <summary>
    /// How many arguments are looked at one by one, at most; 256 unless set. Of more arguments this many are drawn at random, and all together are
    /// checked along a random direction; if that shows an error, it is searched for by halving.
    /// </summary>
    public int Arguments { get; init; } = 256;

    /// <summary>The seed of what is drawn at random.</summary>
    public int Seed { get; init; }

    /// <summary>The relative tolerance for a type whose numbers are this far apart at 1.</summary>
    internal double RelativeToleranceFor(double epsilon) => RelativeTolerance ?? (epsilon < 1e-12 ? 1e-6 : epsilon < 1e-5 ? 2e-3 : 0.1);

    internal void Validate()
    {
        Require(RelativeTolerance is null or (>= 0 and < 1), nameof(RelativeTolerance), RelativeTolerance, "at least 0 and below 1");
        Require(AbsoluteTolerance is >= 0 and < double.PositiveInfinity, nameof(AbsoluteTolerance), AbsoluteTolerance, "at least 0");
        Require(TypicalSize is > 0 and < double.PositiveInfinity, nameof(TypicalSize), TypicalSize, "positive");
        Require(Arguments >= 1, nameof(Arguments), Arguments, "at least 1");

        static void Require(bool holds, string name, object? value, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {range}.");
            }
        }
    }
}
