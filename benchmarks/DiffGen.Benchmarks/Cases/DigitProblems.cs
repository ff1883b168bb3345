extern alias scalar;

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using GradientsWithoutBackprop.Models;
using ScalarNetwork = scalar::GradientsWithoutBackprop.Models.TwoLayerNetwork;
using ScalarRegression = scalar::GradientsWithoutBackprop.Models.SoftmaxRegression;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The sample's two classifiers on a mini-batch.</summary>
internal static class DigitProblems
{
    private const int Batch = 32;
    private const double Tolerance = 1e-4; // single precision, sums in another order
    private static readonly float[] Images = Numbers(Batch * TwoLayerNetwork.Inputs, 0.13, 0.5f, 0.5f);
    private static readonly byte[] Labels = SomeLabels();
    private static readonly float[] RegressionParameters = Numbers(SoftmaxRegression.ParameterCount, 0.71, 0.05f, 0);
    private static readonly float[] RegressionDirection = Numbers(SoftmaxRegression.ParameterCount, 0.37, 1, 0);
    private static readonly float[] RegressionGrad = new float[SoftmaxRegression.ParameterCount];
    private static readonly float[] NetworkParameters = Numbers(TwoLayerNetwork.ParameterCount, 0.71, 0.05f, 0);
    private static readonly float[] NetworkDirection = Numbers(TwoLayerNetwork.ParameterCount, 0.37, 1, 0);
    private static readonly float[] NetworkGrad = new float[TwoLayerNetwork.ParameterCount];

    public static IEnumerable<Problem> All()
    {
        yield return Problem.Of<Regression, RegressionGradient, RegressionJvp, RegressionByHand, RegressionScalar>($"softmax regression 784-10, batch {Batch}", CheckRegression);
        yield return Problem.Of<Network, NetworkGradient, NetworkJvp, NetworkByHand, NetworkScalar>($"network 784-128-10, batch {Batch}", CheckNetwork);
    }

    /// <summary>Numbers without a pattern that a row of the weights would see, the same on every run.</summary>
    private static float[] Numbers(int count, double seed, float scale, float shift)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            double wild = Math.Sin(12.9898 * (i + seed)) * 43758.5453;
            numbers[i] = (float)(2 * (wild - Math.Floor(wild)) - 1) * scale + shift;
        }

        return numbers;
    }

    private static byte[] SomeLabels()
    {
        byte[] labels = new byte[Batch];
        for (int i = 0; i < Batch; i++)
        {
            labels[i] = (byte)(7 * i % 10);
        }

        return labels;
    }

    private static void CheckRegression()
    {
        float[] byHand = new float[SoftmaxRegression.ParameterCount];
        float value = SoftmaxRegressionGradient.Loss(RegressionParameters, Images, Labels, byHand);
        Agreement.Require("softmax regression", SoftmaxRegression.LossGradient(RegressionParameters, Images, Labels, RegressionGrad), value, Tolerance);
        Agreement.Require("gradient of softmax regression", RegressionGrad, byHand, Tolerance);
        Agreement.Require("softmax regression without vectors", ScalarRegression.LossGradient(RegressionParameters, Images, Labels, RegressionGrad), value, Tolerance);
        Agreement.Require("gradient of softmax regression without vectors", RegressionGrad, byHand, Tolerance);
        double tangent = SoftmaxRegression.LossJvp(RegressionParameters, Images, Labels, RegressionDirection).Tangent;
        Agreement.Require("JVP of softmax regression", tangent, Agreement.Dot(byHand, RegressionDirection), Tolerance);
    }

    private static void CheckNetwork()
    {
        float[] byHand = new float[TwoLayerNetwork.ParameterCount];
        float value = TwoLayerNetworkGradient.Loss(NetworkParameters, Images, Labels, byHand);
        Agreement.Require("network", TwoLayerNetwork.LossGradient(NetworkParameters, Images, Labels, NetworkGrad), value, Tolerance);
        Agreement.Require("gradient of the network", NetworkGrad, byHand, Tolerance);
        Agreement.Require("network without vectors", ScalarNetwork.LossGradient(NetworkParameters, Images, Labels, NetworkGrad), value, Tolerance);
        Agreement.Require("gradient of the network without vectors", NetworkGrad, byHand, Tolerance);
        double tangent = TwoLayerNetwork.LossJvp(NetworkParameters, Images, Labels, NetworkDirection).Tangent;
        Agreement.Require("JVP of the network", tangent, Agreement.Dot(byHand, NetworkDirection), Tolerance);
    }

    private readonly struct Regression : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return SoftmaxRegression.Loss(RegressionParameters, Images, Labels);
        }
    }

    private readonly struct RegressionGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return SoftmaxRegression.LossGradient(RegressionParameters, Images, Labels, RegressionGrad);
        }
    }

    private readonly struct RegressionScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarRegression.LossGradient(RegressionParameters, Images, Labels, RegressionGrad);
        }
    }

    private readonly struct RegressionJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return SoftmaxRegression.LossJvp(RegressionParameters, Images, Labels, RegressionDirection).Tangent;
        }
    }

    private readonly struct RegressionByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return SoftmaxRegressionGradient.Loss(RegressionParameters, Images, Labels, RegressionGrad);
        }
    }

    private readonly struct Network : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return TwoLayerNetwork.Loss(NetworkParameters, Images, Labels);
        }
    }

    private readonly struct NetworkGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return TwoLayerNetwork.LossGradient(NetworkParameters, Images, Labels, NetworkGrad);
        }
    }

    private readonly struct NetworkScalar : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return ScalarNetwork.LossGradient(NetworkParameters, Images, Labels, NetworkGrad);
        }
    }

    private readonly struct NetworkJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return TwoLayerNetwork.LossJvp(NetworkParameters, Images, Labels, NetworkDirection).Tangent;
        }
    }

    private readonly struct NetworkByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return TwoLayerNetworkGradient.Loss(NetworkParameters, Images, Labels, NetworkGrad);
        }
    }
}
