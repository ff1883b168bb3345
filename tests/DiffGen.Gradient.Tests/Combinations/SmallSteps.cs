using System;
using DiffGen;
using Xunit;

namespace Golden.Combinations;

/// <summary>Many steps that change little.</summary>
public static partial class SmallSteps
{
    [Differentiable]
    public static double Growth(double x, [NoDiff] double step, [Sample(Values = "20")] int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            x += step * x * (1 - x);
        }

        return x;
    }
}

public class SmallStepTests
{
    /// <summary>
    /// The gradient is Π (1 + h (1 - 2 xᵢ)). What is small is added up before the one: each factor has an error of an ulp then, to the one side as often as to the other,
    /// and not of two to the same side, which would be 2·10⁻¹² after so many steps.
    /// </summary>
    [Fact]
    public void Errors_of_many_steps_do_not_add_up()
    {
        const int Steps = 100_000;
        const double Step = 1e-5;
        double x = 0.3, logarithm = 0;
        for (int i = 0; i < Steps; i++)
        {
            logarithm += double.LogP1(Step * (1 - (2 * x)));
            x += Step * x * (1 - x);
        }

        Assert.Equal(1, SmallSteps.GrowthGradient(0.3, Step, Steps).XGrad / Math.Exp(logarithm), 4e-13);
    }
}
