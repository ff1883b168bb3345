using System;
using DiffGen;

namespace Golden.Control;

public enum Activation
{
    Identity,
    Tanh,
    Sigmoid,
    Relu,
}

public static partial class Switch
{
    [Differentiable]
    public static double Activate([Sample(Values = "0.7 | -0.3 | 1.1 | 0.4")] double x, Activation activation)
    {
        switch (activation)
        {
            case Activation.Identity:
                return x;
            case Activation.Tanh:
                return Math.Tanh(x);
            case Activation.Sigmoid:
                {
                    double e = Math.Exp(-x);
                    return 1 / (1 + e);
                }
            default:
                return Math.Max(x, 0);
        }
    }

    [Differentiable]
    public static double Kernel(double distance, double scale, [Sample(Values = "0 | 1 | 2 | 7")] int order) => order switch
    {
        0 => Math.Exp(-distance / scale),
        1 => (1 + distance / scale) * Math.Exp(-distance / scale),
        > 1 and < 5 => Math.Exp(-distance * distance / (2 * scale * scale)),
        _ => 1 / (1 + distance * distance / (scale * scale)),
    };

    [Differentiable]
    public static double Shared(double x, [Sample(Values = "1 | 2 | 3 | 4")] int kind)
    {
        double y = x;
        switch (kind)
        {
            case 1:
            case 2:
                y *= x;
                if (kind == 2)
                    break;
                y += 1;
                break;
            case 3:
                y = Math.Cos(y);
                break;
        }

        return y * x;
    }
}
