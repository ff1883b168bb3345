using DiffGen.Benchmarks.Harness;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The loops of <see cref="ElementwiseProblems"/> in C++. Each runs as often as it is told.</summary>
internal static unsafe class ElementwiseNatives
{
    public static double Softplus(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, double*, double> run = (delegate* unmanaged<int, double*, double>)native["softplus"];
        double sum = 0;
        fixed (double* x = ElementwiseProblems.X)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Length, x);
            }
        }

        return sum;
    }

    public static double SoftplusGradient(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, double*, double*, double> run = (delegate* unmanaged<int, double*, double*, double>)native["softplus_gradient"];
        double sum = 0;
        fixed (double* x = ElementwiseProblems.X, grad = ElementwiseProblems.XGrad)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Length, x, grad);
            }
        }

        return sum;
    }

    public static double LogDensity(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, double, double, double*, double> run = (delegate* unmanaged<int, double, double, double*, double>)native["log_density"];
        double sum = 0;
        fixed (double* x = ElementwiseProblems.X)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Length, 0.3, ElementwiseProblems.Deviation, x);
            }
        }

        return sum;
    }

    public static double LogDensityGradient(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, double, double, double*, double*, double> run = (delegate* unmanaged<int, double, double, double*, double*, double>)native["log_density_gradient"];
        double sum = 0;
        double* grad = stackalloc double[2];
        fixed (double* x = ElementwiseProblems.X)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Length, 0.3, ElementwiseProblems.Deviation, x, grad) + grad[0] + grad[1];
            }
        }

        return sum;
    }

    public static double Tanh(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, float*, float*, float> run = (delegate* unmanaged<int, float*, float*, float>)native["tanh_layer"];
        double sum = 0;
        fixed (float* x = ElementwiseProblems.Singles, hidden = ElementwiseProblems.Hidden)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Length, x, hidden);
            }
        }

        return sum;
    }

    public static double TanhGradient(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, float*, float*, float*, float> run = (delegate* unmanaged<int, float*, float*, float*, float>)native["tanh_layer_gradient"];
        double sum = 0;
        fixed (float* x = ElementwiseProblems.Singles, hidden = ElementwiseProblems.Hidden, grad = ElementwiseProblems.SinglesGrad)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Length, x, hidden, grad);
            }
        }

        return sum;
    }

    public static double LogisticLoss(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, int, double*, double*, double*, double> run = (delegate* unmanaged<int, int, double*, double*, double*, double>)native["logistic"];
        double sum = 0;
        fixed (double* weights = ElementwiseProblems.Weights, rows = ElementwiseProblems.Rows, labels = ElementwiseProblems.Labels)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Points, ElementwiseProblems.Features, weights, rows, labels);
            }
        }

        return sum;
    }

    public static double LogisticLossGradient(NativeBuild native, int calls)
    {
        delegate* unmanaged<int, int, double*, double*, double*, double*, double> run = (delegate* unmanaged<int, int, double*, double*, double*, double*, double>)native["logistic_gradient"];
        double sum = 0;
        fixed (double* weights = ElementwiseProblems.Weights, rows = ElementwiseProblems.Rows, labels = ElementwiseProblems.Labels, grad = ElementwiseProblems.WeightsGrad)
        {
            for (int i = 0; i < calls; i++)
            {
                sum += run(ElementwiseProblems.Points, ElementwiseProblems.Features, weights, rows, labels, grad);
            }
        }

        return sum;
    }

    /// <summary>Compares the gradients in C++ with the generated ones, which are right.</summary>
    public static void Check(NativeBuild native)
    {
        double value = Models.Elementwise.SoftplusGradient(ElementwiseProblems.X, ElementwiseProblems.XGrad);
        double[] grad = [.. ElementwiseProblems.XGrad];
        Agreement.Require("softplus in C++", SoftplusGradient(native, 1), value, 1e-12);
        Agreement.Require("gradient of softplus in C++", ElementwiseProblems.XGrad, grad, 1e-12);
        (value, double mean, double deviation) = Models.Elementwise.LogDensityGradient(0.3, ElementwiseProblems.Deviation, ElementwiseProblems.X);
        Agreement.Require("log-likelihood in C++, with its gradient", LogDensityGradient(native, 1), value + mean + deviation, 1e-11);
        value = Models.Elementwise.TanhGradient(ElementwiseProblems.Singles, ElementwiseProblems.Hidden, ElementwiseProblems.SinglesGrad, new float[ElementwiseProblems.Length]);
        float[] singles = [.. ElementwiseProblems.SinglesGrad];
        Agreement.Require("tanh layer in C++", TanhGradient(native, 1), value, 1e-4);
        Agreement.Require("gradient of the tanh layer in C++", ElementwiseProblems.SinglesGrad, singles, 1e-5);
        value = Models.Elementwise.LogisticLossGradient(ElementwiseProblems.Weights, ElementwiseProblems.Rows, ElementwiseProblems.Labels, ElementwiseProblems.WeightsGrad);
        grad = [.. ElementwiseProblems.WeightsGrad];
        Agreement.Require("logistic regression in C++", LogisticLossGradient(native, 1), value, 1e-11);
        Agreement.Require("gradient of logistic regression in C++", ElementwiseProblems.WeightsGrad, grad, 1e-11);
    }
}
