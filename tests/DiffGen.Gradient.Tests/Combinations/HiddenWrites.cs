using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Loops that write variables under another name, or in code that runs elsewhere: references, lambdas, getters.</summary>
public static partial class HiddenWrites
{
    [Differentiable]
    public partial struct Decay(double state)
    {
        public double State = state;

        public double Next
        {
            get
            {
                State *= 0.9;
                return State;
            }
        }

        public double this[int i]
        {
            get
            {
                State += 0.1 * i;
                return State;
            }
        }
    }

    [Differentiable(Hvp = true)]
    public static double ReferenceInLoop(double[] x)
    {
        double sum = 0, product = 1;
        for (int i = 0; i < x.Length; i++)
        {
            ref double first = ref sum;
            first += x[i] * x[i];
            ref double second = ref first;
            second *= 0.5;
            product *= second + 1;
        }

        return sum + product;
    }

    [Differentiable]
    public static double ReferenceInBranch(double[] x)
    {
        double a = 1, b = 2;
        foreach (double v in x)
        {
            if (v > 1)
            {
                ref double chosen = ref a;
                chosen += v;
            }
            else
            {
                ref double chosen = ref b;
                chosen *= v;
            }
        }

        return a * b;
    }

    [Differentiable]
    public static double ReferenceToBound(double[] x)
    {
        int count = x.Length;
        ref int last = ref count;
        double sum = 0;
        for (int i = 0; i < last; i++)
        {
            sum += x[i] * x[i];
            count--;
        }

        return sum;
    }

    [Differentiable]
    public static double ReferenceToCounter(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            ref int counter = ref i;
            sum += x[i] * x[i];
            counter++;
        }

        return sum;
    }

    [Differentiable]
    public static double LambdaInLoop(double[] x)
    {
        double sum = 0, product = 1;
        for (int i = 0; i < x.Length; i++)
        {
            var add = (double v) => { sum += v * v; };
            add(x[i]);
            product *= sum;
        }

        return product + sum;
    }

    [Differentiable]
    public static double LambdaStepsCounter(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var skip = () => { i++; };
            sum += x[i] * x[i];
            skip();
        }

        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double GetterInLoop(double start, double[] x)
    {
        var decay = new Decay(start);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * decay.Next;
        }

        return sum + decay.State;
    }

    [Differentiable]
    public static double GetterInNest(double start, double[] x)
    {
        var decay = new Decay(start);
        double sum = 0;
        foreach (double v in x)
        {
            for (int k = 0; k < 2; k++)
            {
                sum += v * decay.Next * decay[k];
            }
        }

        return sum * decay.State;
    }

    [Differentiable]
    public static double GetterInCondition([Sample(Values = "1.1 | 1.5 | 0.85 | 0.2")] double start, double x)
    {
        var decay = new Decay(start);
        double sum = 0;
        while (decay.Next > 0.7)
        {
            sum += x * decay.State;
        }

        return sum + decay.State;
    }

    [Differentiable]
    public static double GetterInLastCondition([Sample(Values = "1.1 | 1.5 | 0.85 | 0.2")] double start, double x)
    {
        var decay = new Decay(start);
        double sum = 0;
        do
        {
            sum += x * decay.State;
        }
        while (decay.Next > 0.7);
        return sum + decay.State;
    }

    [Differentiable]
    public static double GetterBesideBreak(double start, double[] x)
    {
        var decay = new Decay(start);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (i == 3)
            {
                break;
            }

            if (i == 1)
            {
                continue;
            }

            sum += x[i] * decay.Next;
        }

        return sum + decay.State;
    }

    [Differentiable]
    public static double LocalFunctionWithReference(double[] x)
    {
        double sum = 0, product = 1;
        void Scale(ref double place, double v)
        {
            ref double same = ref place;
            same *= v;
            sum += same;
        }

        for (int i = 0; i < x.Length; i++)
        {
            Scale(ref product, x[i]);
        }

        return sum * product;
    }

    [Differentiable]
    public static double CompoundAssignmentOfChangingGetter([Sample(Values = "1.1 | 1.5 | 0.85 | 0.2")] double start, double x)
    {
        var meter = new Meter(start);
        meter.Level += x;
        meter[2] *= x;
        double before = meter.Level++;
        return meter.Level * x + before * meter.Reads;
    }

    [Differentiable]
    public partial struct Meter(double level)
    {
        private double _level = level;

        public double Reads = 1;

        public double Level
        {
            get
            {
                Reads *= 1.5;
                return _level * Reads;
            }

            set => _level = value + Reads;
        }

        public double this[int i]
        {
            get
            {
                Reads += 0.25 * i * _level;
                return _level;
            }

            set => _level = value * Reads;
        }
    }
}
