extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Loops;

namespace DiffGen.Benchmarks.Cases;

/// <summary>A million iterations over one number, calls one inside the other, loops one inside the other.</summary>
internal static class LoopProblems
{
    private const int Iterations = 1_000_000;
    private const int ShortDepth = 50, Side = 6;
    private const double Start = 0.3;
    private const double Step = 1e-6;
    private const double Tolerance = 1e-11;
    private static readonly double[] X = Numbers.Uniform(Side, 131, 0.2, 0.8), Ones = [1, 1, 1, 1, 1, 1], XGrad = new double[Side], Kept = new double[Side * Side * Side * Side * Side];

    public static IEnumerable<Problem> All()
    {
        yield return Problem.Of<Sine, SineGradient, SineJvp, SineByHand, SineScalar>("loop of 1,000,000 sines", CheckSine);
        yield return Problem.Of<Growth, GrowthGradient, GrowthJvp, GrowthByHand, GrowthScalar>("loop of 1,000,000 growth steps", CheckGrowth);
        yield return Problem.Of<ShortChain, ShortChainGradient, ShortChainJvp, ShortChainByHand>("chain of 50 calls", CheckShortChain);
        yield return Problem.Of<Chain, ChainGradient, ChainJvp, ChainByHand>("chain of 200 calls", CheckChain);
        yield return Problem.Of<Nest, NestGradient, NestJvp, NestByHand, NestScalar>("nest of five loops, 7,776 iterations", CheckNest);
    }

    private static void CheckSine()
    {
        (double value, double xGrad) = LoopGradients.Sine(Start, Iterations);
        Agreement.Require("sines", Loops.SineGradient(Start, Iterations).Value, value, Tolerance);
        Agreement.Require("sines by x", Loops.SineGradient(Start, Iterations).XGrad, xGrad, Tolerance);
        Agreement.Require("sines by x without vectors", ScalarModel.SineGradient(Start, Iterations).XGrad, xGrad, Tolerance);
        Agreement.Require("sines along x", Loops.SineJvp(Start, Iterations, 1).Tangent, xGrad, Tolerance);
    }

    private static void CheckGrowth()
    {
        (double value, double xGrad, double stepGrad) = LoopGradients.Growth(Start, Step, Iterations);
        (double generated, double generatedX, double generatedStep) = Loops.GrowthGradient(Start, Step, Iterations);
        Agreement.Require("growth", generated, value, Tolerance);
        Agreement.Require("growth by x", generatedX, xGrad, Tolerance);
        Agreement.Require("growth by step", generatedStep, stepGrad, Tolerance);
        (generated, generatedX, generatedStep) = ScalarModel.GrowthGradient(Start, Step, Iterations);
        Agreement.Require("growth without vectors", generated, value, Tolerance);
        Agreement.Require("growth by x without vectors", generatedX, xGrad, Tolerance);
        Agreement.Require("growth by step without vectors", generatedStep, stepGrad, Tolerance);
        Agreement.Require("growth along (1, 1e-6)", Loops.GrowthJvp(Start, Step, Iterations, 1, 1e-6).Tangent, xGrad + 1e-6 * stepGrad, Tolerance);
    }

    private static void CheckShortChain()
    {
        (double value, double xGrad) = CallChainGradient.Of(Start, ShortDepth);
        Agreement.Require("short chain", CallChain.Link150Gradient(Start).Value, value, Tolerance);
        Agreement.Require("short chain by x", CallChain.Link150Gradient(Start).XGrad, xGrad, Tolerance);
        Agreement.Require("short chain along x", CallChain.Link150Jvp(Start, 1).Tangent, xGrad, Tolerance);
    }

    private static void CheckNest()
    {
        double[] byHand = new double[Side];
        double value = LoopGradients.Nest(X, Kept, byHand);
        Agreement.Require("nest", Loops.Nest(X), value, Tolerance);
        Agreement.Require("nest, generated", Loops.NestGradient(X, XGrad), value, Tolerance);
        Agreement.Require("gradient of the nest", XGrad, byHand, Tolerance);
        Agreement.Require("nest without vectors", ScalarModel.NestGradient(X, XGrad), value, Tolerance);
        Agreement.Require("gradient of the nest without vectors", XGrad, byHand, Tolerance);
        Agreement.Require("nest along (1, …, 1)", Loops.NestJvp(X, Ones).Tangent, Agreement.Dot(byHand, Ones), Tolerance);
    }

    private static void CheckChain()
    {
        (double value, double xGrad) = CallChainGradient.Of(Start, CallChain.Depth);
        Agreement.Require("chain", CallChain.Link0Gradient(Start).Value, value, Tolerance);
        Agreement.Require("chain by x", CallChain.Link0Gradient(Start).XGrad, xGrad, Tolerance);
        Agreement.Require("chain along x", CallChain.Link0Jvp(Start, 1).Tangent, xGrad, Tolerance);
    }

    private readonly struct Sine : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.Sine(Start, Iterations);
        }
    }

    private readonly struct SineGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.SineGradient(Start, Iterations).XGrad;
        }
    }

    private readonly struct SineScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarModel.SineGradient(Start, Iterations).XGrad;
        }
    }

    private readonly struct SineJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.SineJvp(Start, Iterations, 1).Tangent;
        }
    }

    private readonly struct SineByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return LoopGradients.Sine(Start, Iterations).XGrad;
        }
    }

    private readonly struct Growth : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.Growth(Start, Step, Iterations);
        }
    }

    private readonly struct GrowthGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (_, double xGrad, double stepGrad) = Loops.GrowthGradient(Start, Step, Iterations);
            return xGrad + stepGrad;
        }
    }

    private readonly struct GrowthScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (_, double xGrad, double stepGrad) = ScalarModel.GrowthGradient(Start, Step, Iterations);
            return xGrad + stepGrad;
        }
    }

    private readonly struct GrowthJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.GrowthJvp(Start, Step, Iterations, 1, 1e-6).Tangent;
        }
    }

    private readonly struct GrowthByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (_, double xGrad, double stepGrad) = LoopGradients.Growth(Start, Step, Iterations);
            return xGrad + stepGrad;
        }
    }

    private readonly struct Chain : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return CallChain.Link0(Start + 1e-9 * i);
        }
    }

    private readonly struct ChainGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double xGrad) = CallChain.Link0Gradient(Start + 1e-9 * i);
            return value + xGrad;
        }
    }

    private readonly struct ChainJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double tangent) = CallChain.Link0Jvp(Start + 1e-9 * i, 1);
            return value + tangent;
        }
    }

    private readonly struct ChainByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double xGrad) = CallChainGradient.Of(Start + 1e-9 * i, CallChain.Depth);
            return value + xGrad;
        }
    }

    private readonly struct ShortChain : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return CallChain.Link150(Start + 1e-9 * i);
        }
    }

    private readonly struct ShortChainGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double xGrad) = CallChain.Link150Gradient(Start + 1e-9 * i);
            return value + xGrad;
        }
    }

    private readonly struct ShortChainJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double tangent) = CallChain.Link150Jvp(Start + 1e-9 * i, 1);
            return value + tangent;
        }
    }

    private readonly struct ShortChainByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double xGrad) = CallChainGradient.Of(Start + 1e-9 * i, ShortDepth);
            return value + xGrad;
        }
    }

    private readonly struct Nest : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.Nest(X);
        }
    }

    private readonly struct NestGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.NestGradient(X, XGrad) + XGrad[0];
        }
    }

    private readonly struct NestScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarModel.NestGradient(X, XGrad) + XGrad[0];
        }
    }

    private readonly struct NestJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Loops.NestJvp(X, Ones).Tangent;
        }
    }

    private readonly struct NestByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return LoopGradients.Nest(X, Kept, XGrad) + XGrad[0];
        }
    }
}
