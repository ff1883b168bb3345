using System;
using DiffGen;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Gradients that one loop may assign, and such as must be cleared and added to: each differs from the first ones in one thing.</summary>
internal static partial class AssignedGradients
{
    [Differentiable]
    internal static double Whole(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double WholeOneByOne(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    /// <summary>The reverse sweep goes down.</summary>
    [Differentiable]
    internal static double Recorded(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return Math.Log(1 + sum);
    }

    [Differentiable]
    internal static double LastFirst(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    [Differentiable]
    internal static double FromTheEnd(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (i + 1) * Math.Exp(x[x.Length - 1 - i] * scale);
        }

        return sum;
    }

    /// <summary>Two additions to an element: the first is assigned.</summary>
    [Differentiable]
    internal static double Twice(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
            if (x[i] > 0.2)
            {
                sum += Math.Sin(x[i]);
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double NotTheFirst(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    [Differentiable]
    internal static double NotTheLast(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    /// <summary>As many iterations as elements but one, of other elements.</summary>
    [Differentiable]
    internal static double Shifted(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            sum += Math.Exp(x[i + 1] * scale);
        }

        return sum;
    }

    [Differentiable]
    internal static double EverySecond(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i += 2)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    [Differentiable]
    internal static double InABranch(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (i % 3 == 1)
            {
                sum += Math.Exp(x[i] * scale);
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double LeftEarly(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
            if (i == 6)
            {
                break;
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double WithItsNeighbour(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale) * x[i / 2];
        }

        return sum;
    }

    /// <summary>Each of the two goes over all elements, in another order.</summary>
    [Differentiable]
    internal static double FromBothEnds(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale) * x[x.Length - 1 - i];
        }

        return sum;
    }

    /// <summary>As often as another buffer has elements.</summary>
    [Differentiable]
    internal static double OfAnotherLength(ReadOnlySpan<double> x, double scale)
    {
        ReadOnlySpan<double> few = x[..(x.Length / 2)];
        double sum = 0;
        for (int i = 0; i < few.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum;
    }

    /// <summary>What comes after the loop is undone before it.</summary>
    [Differentiable]
    internal static double WithMoreBehind(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum * sum * (x.Length > 3 ? x[3] : 1);
    }

    [Differentiable]
    internal static double BySlices(ReadOnlySpan<double> x, double scale)
    {
        ReadOnlySpan<double> left = x[..(x.Length / 2)], right = x[(x.Length / 2)..];
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += Math.Exp(left[i] * scale) * right[i];
        }

        return sum;
    }

    [Differentiable]
    internal static double InAnInnerLoop(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int k = 1; k < 4; k++)
            {
                sum += Math.Exp(x[i] * scale) / k;
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double Repeated(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                sum += Math.Exp(x[i] * scale) / k;
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double Sometimes(ReadOnlySpan<double> x, double scale)
    {
        double sum = 1;
        if (x.Length % 2 == 0)
        {
            for (int i = 0; i < x.Length; i++)
            {
                sum += Math.Exp(x[i] * scale);
            }
        }

        return sum;
    }

    /// <summary>Scratch whose gradients an iteration takes whole.</summary>
    [Differentiable]
    internal static double Scratch(ReadOnlySpan<double> x, double scale) => ScratchFrom(x, scale, 0, 0);

    /// <summary>The gradient of an element stays when an iteration ends.</summary>
    [Differentiable]
    internal static double KeptScratch(ReadOnlySpan<double> x, double scale)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = (0.5 * z[j]) + (x[j] * scale * k);
            }

            for (int j = 0; j < z.Length; j++)
            {
                sum += z[j] * z[j];
            }
        }

        return sum;
    }

    /// <summary>An element is written once for all iterations.</summary>
    [Differentiable]
    internal static double ScratchNotTheFirst(ReadOnlySpan<double> x, double scale)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int j = 1; j < z.Length; j++)
            {
                z[j] = Math.Sin(x[j] * scale * k);
            }

            for (int j = 0; j < z.Length; j++)
            {
                sum += z[j] * z[j];
            }
        }

        return sum;
    }

    /// <summary>An element is never read in a sum.</summary>
    [Differentiable]
    internal static double ScratchReadInPart(ReadOnlySpan<double> x, double scale) => ScratchFrom(x, scale, 0, 1);

    /// <summary>An element is read where it was written in the iteration before.</summary>
    [Differentiable]
    internal static double ScratchWithNeighbours(ReadOnlySpan<double> x, double scale)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = Math.Sin(x[j] * scale * k) + (j > 0 ? 0.5 * z[j - 1] : 0) + (j + 1 < z.Length ? 0.25 * z[j + 1] : 0);
            }

            for (int j = 0; j < z.Length; j++)
            {
                sum += z[j] * z[j];
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double ScratchFromBothEnds(ReadOnlySpan<double> x, double scale)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = Math.Sin(x[j] * scale * k);
            }

            for (int j = 0; j < z.Length; j++)
            {
                sum += z[j] * z[j] * z[z.Length - 1 - j];
            }
        }

        return sum;
    }

    [Differentiable]
    internal static double ScratchReadElsewhere(ReadOnlySpan<double> x, double scale)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = Math.Sin(x[j] * scale * k);
            }

            for (int j = 0; j < z.Length; j++)
            {
                sum += z[j] * z[j];
            }
        }

        for (int j = 0; j < z.Length; j++)
        {
            sum += Math.Exp(z[j]);
        }

        return sum;
    }

    [Differentiable]
    internal static double ScratchInABranch(ReadOnlySpan<double> x, double scale)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 5; k++)
        {
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = Math.Sin(x[j] * scale * k);
            }

            if (k % 2 == 0)
            {
                for (int j = 0; j < z.Length; j++)
                {
                    sum += z[j] * z[j];
                }
            }
            else if (z.Length > 2)
            {
                sum += z[2] * k;
            }
        }

        return sum;
    }

    private static double ScratchFrom(ReadOnlySpan<double> x, double scale, int written, int read)
    {
        Span<double> z = new double[x.Length];
        double sum = 0;
        for (int k = 1; k < 4; k++)
        {
            for (int j = written; j < z.Length; j++)
            {
                z[j] = Math.Sin(x[j] * scale * k);
            }

            for (int j = 1; j < z.Length; j++)
            {
                z[j] += 0.25 * z[j - 1];
            }

            for (int j = read; j < z.Length; j++)
            {
                sum += z[j] * z[j];
            }
        }

        return sum;
    }

    /// <summary>What the loop saves is as long as the gradient, and is saved there.</summary>
    [Differentiable]
    internal static double SavedInTheGradient(ReadOnlySpan<double> x, double scale)
    {
        double sum = 1;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        return sum * Math.Log(sum);
    }

    /// <summary>So is what a recurrence was.</summary>
    [Differentiable]
    internal static double SavedRecurrence(ReadOnlySpan<double> x, double scale)
    {
        double level = 0.5, sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            level = Math.Sin(scale * level) + 0.1 * x[i];
            sum += Math.Sin(level);
        }

        return sum;
    }

    /// <summary>Of two numbers that are saved one is.</summary>
    [Differentiable]
    internal static double SavedTwice(ReadOnlySpan<double> x, double scale)
    {
        double sum = 1, other = 1;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
            other += Math.Tanh(x[i] + scale);
        }

        return sum * other;
    }

    /// <summary>The reverse sweep adds to a neighbour before it takes what was saved: it is saved apart.</summary>
    [Differentiable]
    internal static double SavedBesideItsNeighbour(ReadOnlySpan<double> x, double scale)
    {
        double level = 0.5, sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            level = Math.Sin(scale * level) + 0.1 * x[i] * x[Math.Max(0, i - 1)];
            sum += Math.Sin(level);
        }

        return sum;
    }

    /// <summary>One of the elements is read again behind the loop: its gradient is there before the reverse sweep of the loop.</summary>
    [Differentiable]
    internal static double SavedAndReadAgain(ReadOnlySpan<double> x, double scale)
    {
        double level = 0.5;
        for (int i = 0; i < x.Length; i++)
        {
            level = Math.Sin(scale * level) + 0.1 * x[i];
        }

        return x.Length > 3 ? level * x[2] : level;
    }

    /// <summary>All but the first.</summary>
    [Differentiable]
    internal static double SavedButForTheFirst(ReadOnlySpan<double> x, double scale)
    {
        double level = 0.5;
        for (int i = 1; i < x.Length; i++)
        {
            level = Math.Sin(scale * level) + 0.1 * x[i];
        }

        return level;
    }

    /// <summary>Throws when all is saved.</summary>
    [Differentiable]
    internal static double SavedAndThrown(ReadOnlySpan<double> x, double scale)
    {
        double sum = 1;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale);
        }

        if (sum > 1e6)
        {
            throw new InvalidOperationException("It is too large.");
        }

        return sum * Math.Log(sum);
    }

    /// <summary>Throws while it saves.</summary>
    [Differentiable]
    internal static double SavedAndOutOfRange(ReadOnlySpan<double> x, double scale)
    {
        ReadOnlySpan<double> factors = [1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1, 0.5, 0.25, 2];
        double sum = 1;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] * scale * factors[i]);
        }

        return sum * Math.Log(sum);
    }
}
