using System;
using System.Collections.Generic;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Follows descents on a surface.</summary>
internal static class SurfaceTrace
{
    /// <summary>The path of a descent up to the last checkpoint of its problem.</summary>
    public static SurfacePath Follow<TObjective, TEstimator>(string method, SurfaceProblem problem, TObjective objective, TEstimator estimator)
        where TObjective : IObjective<double>
        where TEstimator : IGradientEstimator<double>
    {
        Span<double> point = [problem.StartX, problem.StartY];
        Span<double> gradient = stackalloc double[2];
        Sgd<double> optimizer = new(point.Length, problem.LearningRate);
        List<(int Step, double X, double Y, double Height)> points = [(0, point[0], point[1], objective.Value(point))];
        int step = 0;
        foreach (int checkpoint in Checkpoints.Geometric(problem.Checkpoints[^1]))
        {
            for (; step < checkpoint; step++)
            {
                estimator.Estimate(ref objective, point, gradient);
                optimizer.LearningRate = problem.LearningRateOf(step);
                optimizer.Step(point, gradient);
            }

            points.Add((step, point[0], point[1], objective.Value(point)));
        }

        return new SurfacePath(method, points);
    }
}
