using System;
using System.Numerics;
using System.Numerics.Tensors;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Small methods with node sites, each with few enough of them that all signs of their noise can be gone through.</summary>
public static partial class NodeModels
{
    /// <summary>Two layers of one node, and a penalty that no site lies in.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Layers(double w, double v, double x)
    {
        double a = Node.Site(w * x);
        double h = Math.Tanh(a);
        double b = Node.Site(v * h);
        return (b - 0.3) * (b - 0.3) + 0.01 * (w * w + v * v);
    }

    /// <summary>Tied weights and a residual link: paths that meet several sites.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Tied(double w, double x)
    {
        double a = Node.Site(w * x);
        double h = x + Math.Tanh(a);
        double b = Node.Site(w * h + a);
        double c = h + Math.Sin(b) * w;
        return c * c + 0.05 * w * w * x;
    }

    /// <summary>A site in a loop: an occurrence in each iteration.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Recurrent(double w, double u, double h0, ReadOnlySpan<double> x)
    {
        double h = h0, loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            h = Math.Tanh(Node.Site(w * h + u * x[t]));
            loss += h * h * x[t];
        }

        return loss / x.Length + 0.1 * w * u;
    }

#pragma warning disable DG2007 // That nodes decide is the point.
    /// <summary>The number of iterations depends on what the site gives.</summary>
    [Differentiable]
    public static double Until(double w, double x, [NoDiff] double tolerance)
    {
        double h = x, sum = 0;
        while (Math.Abs(h) > tolerance)
        {
            h = Node.Site(w * h) * 0.9;
            sum += h * h;
        }

        return sum + h;
    }
#pragma warning restore DG2007

    /// <summary>Sites in the arms of a branch, one of which is met.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Arms(double w, double x)
    {
        double a = w * x, r;
        if (a > 0.5)
        {
            r = Node.Site(Math.Exp(a)) * w;
        }
        else
        {
            double b = Node.Site(a * a);
            r = Node.Site(b + w) * b;
        }

        return r * x + a;
    }

#pragma warning disable DG2007 // That nodes decide is the point.
    /// <summary>Loops in loops, jumps, an early return: each iteration that is run is an occurrence.</summary>
    [Differentiable]
    public static double Jumps(double w, double x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (i == 1)
            {
                continue;
            }

            double a = w * (i + 1);
            for (int k = 0; k < 2; k++)
            {
                a = Math.Sin(Node.Site(a + x * k));
                if (a < 0)
                {
                    break;
                }
            }

            sum += a * x;
            if (sum > 100)
            {
                return sum * w;
            }
        }

        return sum;
    }
#pragma warning restore DG2007

    private static double Layer(double w, double x)
    {
        double a = Node.Site(w * x + 0.1);
        return a / (1 + a * a);
    }

    [Differentiable]
    private static double Marked(double w, double x) => Math.Cos(Node.Site(w - x)) * w;

    /// <summary>Sites in methods that are called, marked or not, and in a local function: each call has occurrences of its own.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Calls(double w, double v, double x)
    {
        double Scaled(double y) => Node.Site(v * y) * y;
        double h = Layer(w, x);
        h += Layer(v, h);
        return Marked(w, h) * Scaled(h) + h;
    }

    /// <summary>Buffers as nodes: what is read afterwards, under either name, are the nodes.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Spans(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
    {
        Span<double> a = stackalloc double[2];
        for (int i = 0; i < 2; i++)
        {
            a[i] = w[i] * x[0] + w[2 + i] * x[1];
        }

        Span<double> nodes = Node.Site(a);
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            sum += Math.Sin(nodes[i]) * w[i] + a[i] * a[i];
            a[i] = Math.Tanh(a[i]) * w[2];
        }

        Node.Site(nodes.Slice(1));
        return sum + a[0] * a[1] + 0.5 * w[3] * w[3];
    }

    /// <summary>The weights themselves are the nodes: weight perturbation, all paths but the one that was read before.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Weights(ReadOnlySpan<double> w, double x)
    {
        double before = w[0] * x;
        ReadOnlySpan<double> nodes = Node.Site(w);
        double sum = before * before;
        for (int i = 0; i < w.Length; i++)
        {
            sum += Math.Sin(nodes[i] * x) * w[i];
        }

        return sum;
    }

    /// <summary>An array made in a loop and a buffer of the caller's that is written.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Written(Span<double> y, double w)
    {
        double sum = 0;
        for (int k = 0; k < 2; k++)
        {
            double[] part = new double[2];
            part[0] = y[k] * w;
            part[1] = y[0] * y[1] + w;
            double[] nodes = Node.Site(part);
            y[k] = nodes[0] * nodes[1];
            sum += y[k] * nodes[k];
        }

        Node.Site(y);
        return sum + y[0] * y[1] * w;
    }

    /// <summary>A site after the loop only, behind a state that parameters begin.</summary>
    [Differentiable(NodeDifference = true)]
    public static double AfterLoop(double w, double h0, int n)
    {
        double h = h0;
        for (int t = 0; t < n; t++)
        {
            h = Math.Sin(w * h) + h;
        }

        double a = Node.Site(h * w);
        return a * a * h;
    }

    /// <summary>The last of two sites on one value, one inside the other, one that nothing uses, one whose value no parameter reaches.</summary>
    [Differentiable]
    [Sample(ByHand = true)]
    public static double Odd(double w, double x, [NoDiff] double data)
    {
        double a = w * x;
        double b = Node.Site(a), c = Node.Site(a);
        double d = Node.Site(Node.Site(Math.Sin(b * c)));
        _ = Node.Site(w * w);
        double e = Node.Site(data * data);
        double stopped = Diff.Stop(Node.Site(x));
        return d * e + c * stopped + Math.Floor(b);
    }

    private static double Power(double x, int n) => n == 0 ? 1 : n % 2 == 1 ? x * Power(x, n - 1) : Power(x * x, n / 2);

    [Checkpoint]
    private static double Again(double w, double x)
    {
        double a = Math.Exp(Node.Site(w * x));
        return a + Math.Log(a) * w;
    }

    /// <summary>Calls that are not inlined otherwise: a recursive one, one that is marked to be run again, a rule of the runtime that works in place.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Kept(double w, [Sample(Length = 2)] ReadOnlySpan<double> x)
    {
        Span<double> a = stackalloc double[2];
        a[0] = Node.Site(Power(w, 3) * x[0]);
        a[1] = Power(a[0] + w, 2) * x[1];
        TensorPrimitives.Tanh(a, a);
        a[1] = Node.Site(a[1] * w);
        return Again(w, a[0]) * Power(a[1], 2) + TensorPrimitives.Dot(a, x);
    }

    /// <summary>A loop that reverse mode would run again.</summary>
    [Differentiable(NodeDifference = true)]
    public static double CheckpointedLoop(double w, double h0)
    {
        double h = h0;
        for (int t = 0; t < 3; t++)
        {
            Diff.Checkpoint();
            h = Math.Sin(Node.Site(w * h) + w);
        }

        return h * h;
    }

    /// <summary>Generic over the real type.</summary>
    [Differentiable(NodeDifference = true)]
    public static T Generic<T>(T w, ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        Span<T> a = new T[2];
        a[0] = w * x[0];
        a[1] = T.Sin(w) + x[1];
        Node.Site(a);
        T b = Node.Site(a[0] * w + a[1]);
        return b * b + w;
    }

    /// <summary>Single precision, with a loss in double.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Mixed(float w, double v, float x)
    {
        float a = Node.Site(w * x);
        double b = Node.Site(a * v);
        return b * b + a + v;
    }

    /// <summary>A part that is returned by reference, a tuple that is passed.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Parts((double W, double B) layer, ref double state, out double seen)
    {
        double a = Node.Site(layer.W * state + layer.B);
        seen = a;
        state = Math.Tanh(a);
        return state * layer.W;
    }

    /// <summary>Units that are off are no nodes: what they would be credited with is noise alone.</summary>
    [Differentiable]
    public static double Rectified([Sample(Length = 6)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x)
    {
        double y = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double a = w[i] * x[i];
            y += w[x.Length + i] * (a > 0 ? Node.Site(a) : 0);
        }

        return y * y;
    }

    /// <summary>Throws behind a site.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Throws(ReadOnlySpan<double> w, [NoDiff, Sample(Values = "10")] double limit)
    {
        double a = Node.Site(w[0] * w[1]);
        if (a > limit)
        {
            throw new InvalidOperationException("over the limit");
        }

        return a * w[0];
    }
}
