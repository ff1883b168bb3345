using System;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Gradient descent on a surface, with whatever gradient.</summary>
internal static class SurfaceDescent
{
    /// <summary>Above this height a descent counts as lost.</summary>
    private const double Lost = 1e6;

    /// <summary>The height at each checkpoint; infinity from where the descent is lost.</summary>
    /// <param name="problem">The surface's set-up.</param>
    /// <param name="objective">The surface.</param>
    /// <param name="estimator">What gives the gradients.</param>
    /// <param name="longestGradient">A longer gradient is shortened to this length.</param>
    public static double[] Run<TObjective, TEstimator>(SurfaceProblem problem, TObjective objective, TEstimator estimator, double longestGradient = double.PositiveInfinity)
        where TObjective : IObjective<double>
        where TEstimator : IGradientEstimator<double>
    {
        Span<double> point = [problem.StartX, problem.StartY];
        Span<double> gradient = stackalloc double[2];
        Sgd<double> optimizer = new(point.Length, problem.LearningRate);
        double[] heights = new double[problem.Checkpoints.Length];
        Array.Fill(heights, double.PositiveInfinity);
        int step = 0;
        for (int c = 0; c < heights.Length; c++)
        {
            for (; step < problem.Checkpoints[c]; step++)
            {
                double height = estimator.Estimate(ref objective, point, gradient);
                if (!(height < Lost))
                {
                    return heights;
                }

                Shorten(gradient, longestGradient);
                optimizer.LearningRate = problem.LearningRateOf(step);
                optimizer.Step(point, gradient);
            }

            double reached = objective.Value(point);
            heights[c] = reached < Lost ? reached : double.PositiveInfinity;
        }

        return heights;
    }

    private static void Shorten(Span<double> gradient, double longest)
    {
        double length = Math.Sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1]);
        if (length > longest)
        {
            gradient[0] *= longest / length;
            gradient[1] *= longest / length;
        }
    }
}
