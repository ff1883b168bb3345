extern alias scalar;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Elementwise;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Loops whose iterations meet in sums alone: what runs on vectors.</summary>
internal static class ElementwiseProblems
{
    internal const int Length = 4096, Points = 256, Features = 64;
    internal const double Deviation = 1.7;
    internal static readonly double[] X = Wave(Length, 1), Direction = Wave(Length, 2), XGrad = new double[Length];
    internal static readonly float[] Singles = [.. X.Select(x => (float)x)], SinglesDirection = [.. Direction.Select(x => (float)x)], Hidden = new float[Length], SinglesGrad = new float[Length], HiddenGrad = new float[Length];
    internal static readonly double[] Weights = Wave(Features, 3), Rows = Wave(Points * Features, 4), WeightsGrad = new double[Features], WeightsDirection = Wave(Features, 5);
    internal static readonly double[] Labels = [.. Wave(Points, 6).Select(x => x < 0 ? -1.0 : 1.0)];

    /// <param name="natives">The builds of the peers in C++.</param>
    public static IEnumerable<Problem> All(IReadOnlyList<NativeBuild> natives)
    {
        foreach (NativeBuild native in natives)
        {
            ElementwiseNatives.Check(native);
        }

        yield return Problem.Of<Softplus, SoftplusGradient, SoftplusJvp, SoftplusByHand, SoftplusScalar>("softplus sum, 4,096", CheckSoftplus) with
        {
            Natives = [.. natives.Select(native => native.Peer(calls => ElementwiseNatives.Softplus(native, calls), calls => ElementwiseNatives.SoftplusGradient(native, calls)))],
        };
        yield return Problem.Of<LogDensity, LogDensityGradient, LogDensityJvp, LogDensityByHand, LogDensityScalar>("Gaussian log-likelihood, 4,096", CheckLogDensity) with
        {
            Natives = [.. natives.Select(native => native.Peer(calls => ElementwiseNatives.LogDensity(native, calls), calls => ElementwiseNatives.LogDensityGradient(native, calls)))],
        };
        yield return Problem.Of<Tanh, TanhGradient, TanhJvp, TanhByHand, TanhScalar>("tanh layer, 4,096 in single precision", CheckTanh) with
        {
            Natives = [.. natives.Select(native => native.Peer(calls => ElementwiseNatives.Tanh(native, calls), calls => ElementwiseNatives.TanhGradient(native, calls)))],
        };
        yield return Problem.Of<LogisticLoss, LogisticLossGradient, LogisticLossJvp, LogisticLossByHand, LogisticLossScalar>("logistic regression, 256 × 64", CheckLogisticLoss) with
        {
            Natives = [.. natives.Select(native => native.Peer(calls => ElementwiseNatives.LogisticLoss(native, calls), calls => ElementwiseNatives.LogisticLossGradient(native, calls)))],
        };
    }

    /// <summary>Numbers between -3 and 3, the same on every run.</summary>
    private static double[] Wave(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => 3 * Math.Sin(12.9898 * (i + 0.37 * seed) * seed))];

    private static void CheckSoftplus()
    {
        double[] byHand = new double[Length];
        Agreement.Require("softplus", Elementwise.SoftplusGradient(X, XGrad), ElementwiseGradients.Softplus(X, byHand), 1e-13);
        Agreement.Require("gradient of softplus", XGrad, byHand, 1e-13);
        Agreement.Require("softplus without vectors", ScalarModel.SoftplusGradient(X, XGrad), Elementwise.Softplus(X), 1e-13);
        Agreement.Require("gradient of softplus without vectors", XGrad, byHand, 1e-13);
        Agreement.Require("JVP of softplus", Elementwise.SoftplusJvp(X, Direction).Tangent, Agreement.Dot(byHand, Direction), 1e-11);
    }

    private static void CheckLogDensity()
    {
        (double value, double mean, double deviation) = ElementwiseGradients.LogDensity(0.3, Deviation, X);
        (double generated, double generatedMean, double generatedDeviation) = Elementwise.LogDensityGradient(0.3, Deviation, X);
        Agreement.Require("log-likelihood", generated, value, 1e-12);
        Agreement.Require("log-likelihood by the mean", generatedMean, mean, 1e-12);
        Agreement.Require("log-likelihood by the deviation", generatedDeviation, deviation, 1e-11);
        (generated, generatedMean, generatedDeviation) = ScalarModel.LogDensityGradient(0.3, Deviation, X);
        Agreement.Require("log-likelihood without vectors", generated, value, 1e-12);
        Agreement.Require("log-likelihood by the mean without vectors", generatedMean, mean, 1e-12);
        Agreement.Require("log-likelihood by the deviation without vectors", generatedDeviation, deviation, 1e-11);
        Agreement.Require("JVP of the log-likelihood", Elementwise.LogDensityJvp(0.3, Deviation, X, 1, 0.5).Tangent, mean + 0.5 * deviation, 1e-11);
    }

    private static void CheckTanh()
    {
        float[] byHand = new float[Length];
        Agreement.Require("tanh layer", Elementwise.TanhGradient(Singles, Hidden, SinglesGrad, HiddenGrad), ElementwiseGradients.Tanh(Singles, Hidden, byHand), 1e-5);
        Agreement.Require("gradient of the tanh layer", SinglesGrad, byHand, 1e-5);
        Agreement.Require("tanh layer without vectors", ScalarModel.TanhGradient(Singles, Hidden, SinglesGrad, HiddenGrad), Elementwise.Tanh(Singles, Hidden), 1e-5);
        Agreement.Require("gradient of the tanh layer without vectors", SinglesGrad, byHand, 1e-5);
        Agreement.Require("JVP of the tanh layer", Elementwise.TanhJvp(Singles, Hidden, SinglesDirection, new float[Length]).Tangent, Agreement.Dot(byHand, SinglesDirection), 1e-3);
    }

    private static void CheckLogisticLoss()
    {
        double[] byHand = new double[Features];
        Agreement.Require("logistic regression", Elementwise.LogisticLossGradient(Weights, Rows, Labels, WeightsGrad), ElementwiseGradients.LogisticLoss(Weights, Rows, Labels, byHand), 1e-12);
        Agreement.Require("gradient of logistic regression", WeightsGrad, byHand, 1e-11);
        Agreement.Require("logistic regression without vectors", ScalarModel.LogisticLossGradient(Weights, Rows, Labels, WeightsGrad), Elementwise.LogisticLoss(Weights, Rows, Labels), 1e-12);
        Agreement.Require("gradient of logistic regression without vectors", WeightsGrad, byHand, 1e-11);
        Agreement.Require("JVP of logistic regression", Elementwise.LogisticLossJvp(Weights, Rows, Labels, WeightsDirection).Tangent, Agreement.Dot(byHand, WeightsDirection), 1e-10);
    }

    private readonly struct Softplus : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.Softplus(X);
        }
    }

    private readonly struct SoftplusGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.SoftplusGradient(X, XGrad);
        }
    }

    private readonly struct SoftplusScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarModel.SoftplusGradient(X, XGrad);
        }
    }

    private readonly struct SoftplusJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.SoftplusJvp(X, Direction).Tangent;
        }
    }

    private readonly struct SoftplusByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ElementwiseGradients.Softplus(X, XGrad);
        }
    }

    private readonly struct LogDensity : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.LogDensity(0.3, Deviation, X);
        }
    }

    private readonly struct LogDensityGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.LogDensityGradient(0.3, Deviation, X).MeanGrad;
        }
    }

    private readonly struct LogDensityScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarModel.LogDensityGradient(0.3, Deviation, X).MeanGrad;
        }
    }

    private readonly struct LogDensityJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.LogDensityJvp(0.3, Deviation, X, 1, 0.5).Tangent;
        }
    }

    private readonly struct LogDensityByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ElementwiseGradients.LogDensity(0.3, Deviation, X).MeanGrad;
        }
    }

    private readonly struct Tanh : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.Tanh(Singles, Hidden);
        }
    }

    private readonly struct TanhGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.TanhGradient(Singles, Hidden, SinglesGrad, HiddenGrad);
        }
    }

    private readonly struct TanhScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarModel.TanhGradient(Singles, Hidden, SinglesGrad, HiddenGrad);
        }
    }

    private readonly struct TanhJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.TanhJvp(Singles, Hidden, SinglesDirection, HiddenGrad).Tangent;
        }
    }

    private readonly struct TanhByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ElementwiseGradients.Tanh(Singles, Hidden, SinglesGrad);
        }
    }

    private readonly struct LogisticLoss : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.LogisticLoss(Weights, Rows, Labels);
        }
    }

    private readonly struct LogisticLossGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.LogisticLossGradient(Weights, Rows, Labels, WeightsGrad);
        }
    }

    private readonly struct LogisticLossScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarModel.LogisticLossGradient(Weights, Rows, Labels, WeightsGrad);
        }
    }

    private readonly struct LogisticLossJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Elementwise.LogisticLossJvp(Weights, Rows, Labels, WeightsDirection).Tangent;
        }
    }

    private readonly struct LogisticLossByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ElementwiseGradients.LogisticLoss(Weights, Rows, Labels, WeightsGrad);
        }
    }
}
