using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace DiffGen.Fuzz;

/// <summary>A program runs longer than any generated one does: shrinking took away what ended it.</summary>
public sealed class RunawayException : Exception
{
    public RunawayException()
    {
    }

    public RunawayException(string message)
        : base(message)
    {
    }

    public RunawayException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>
/// What the twin of a program calls at every decision: a hash of all of them says whether two runs took the same way, and
/// <c>Diff.Stop</c> gives the values of the first run in the later ones, as the derivative sees it.
/// </summary>
public static class Tape
{
    private const int Limit = 200_000;

    [ThreadStatic]
    private static List<double>? t_stopped;

    [ThreadStatic]
    private static ulong t_hash;

    [ThreadStatic]
    private static int t_decisions;

    [ThreadStatic]
    private static int t_next;

    [ThreadStatic]
    private static bool t_replay;

    [ThreadStatic]
    private static bool t_close;

    public static ulong Hash => t_hash;

    /// <summary>Two numbers were compared that <c>float</c> hardly tells apart.</summary>
    public static bool IsClose => t_close;

    public static int Decisions => t_decisions;

    public static void Begin(bool replay)
    {
        t_stopped ??= [];
        t_replay = replay;
        if (!replay)
        {
            t_stopped.Clear();
        }

        t_hash = 14695981039346656037;
        t_decisions = 0;
        t_close = false;
        t_next = 0;
    }

    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Note(5);
    }

    public static bool Branch(bool condition)
    {
        Note(condition ? 1UL : 2UL);
        return condition;
    }

    public static bool Less(double x, double y) => Apart(x, y) & x < y;

    public static bool LessOrEqual(double x, double y) => Apart(x, y) & x <= y;

    public static bool Greater(double x, double y) => Apart(x, y) & x > y;

    public static bool GreaterOrEqual(double x, double y) => Apart(x, y) & x >= y;

    public static bool Less(long x, long y) => x < y;

    public static bool LessOrEqual(long x, long y) => x <= y;

    public static bool Greater(long x, long y) => x > y;

    public static bool GreaterOrEqual(long x, long y) => x >= y;

    private static bool Apart(double x, double y)
    {
        t_close |= Math.Abs(x - y) <= 1e-6 * (Math.Abs(x) + Math.Abs(y));
        return true;
    }

    public static int Whole(int value)
    {
        Note((ulong)value + 3);
        return value;
    }

    public static long Whole(long value)
    {
        Note((ulong)value + 3);
        return value;
    }

    public static double Stop(double value)
    {
        int at = t_next++;
        if (t_replay && at < t_stopped!.Count)
        {
            return t_stopped[at];
        }

        t_stopped!.Add(value);
        return value;
    }

    /// <summary>Which side of the two thresholds that the patterns of the programs have.</summary>
    public static double Bucket(double x)
    {
        Sign(x - 0.5);
        Sign(x + 0.2);
        return x;
    }

    public static double Abs(double x)
    {
        Sign(x);
        return Math.Abs(x);
    }

    public static double Max(double x, double y)
    {
        Sign(x - y);
        return Math.Max(x, y);
    }

    public static double Min(double x, double y)
    {
        Sign(x - y);
        return Math.Min(x, y);
    }

    public static double MaxOf(ReadOnlySpan<double> x)
    {
        double largest = x[0];
        foreach (double y in x[1..])
        {
            largest = Max(largest, y);
        }

        return largest;
    }

    public static double MinOf(ReadOnlySpan<double> x)
    {
        double least = x[0];
        foreach (double y in x[1..])
        {
            least = Min(least, y);
        }

        return least;
    }

    public static double Clamp(double x, double low, double high)
    {
        Sign(x - low);
        Sign(x - high);
        return Math.Clamp(x, low, high);
    }

    public static double Floor(double x) => Whole(Math.Floor(x));

    public static double Ceiling(double x) => Whole(Math.Ceiling(x));

    public static double Round(double x) => Whole(Math.Round(x));

    public static double Truncate(double x) => Whole(Math.Truncate(x));

    public static double CopySign(double x, double y)
    {
        Sign(x);
        Sign(y);
        return Math.CopySign(x, y);
    }

    public static int Abs(int x) => Math.Abs(x);

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);

    public static int Clamp(int x, int low, int high) => Math.Clamp(x, low, high);

    public static int Sign(double x)
    {
        int sign = double.IsNaN(x) ? 2 : Math.Sign(x);
        Note((ulong)(sign + 8));
        return sign == 2 ? 0 : sign;
    }

    public static double Mod(double x, double y)
    {
        Whole(Math.Truncate(x / y));
        return x % y;
    }

    private static double Whole(double value)
    {
        Note((ulong)BitConverter.DoubleToInt64Bits(value));
        return value;
    }

    private static void Note(ulong decision)
    {
        t_hash = (t_hash ^ decision) * 1099511628211;
        if (++t_decisions > Limit)
        {
            throw new RunawayException("more than " + Limit + " decisions");
        }
    }
}
