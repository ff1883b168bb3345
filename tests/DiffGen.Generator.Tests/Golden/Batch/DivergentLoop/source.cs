using DiffGen;

namespace Golden.Batch;

public static partial class DivergentLoop
{
    /// <summary>A loop runs until every lane is done; the reverse sweep enters it with the lanes that ran longest.</summary>
    [Differentiable(Batch = true)]
    public static double Escape([Sample(Values = "0.4 | 1.3")] double x, double k)
    {
        double sum = 0;
        int steps = 0;
        while (x < 10 && steps < 20)
        {
            x = x * x * k + 1;
            sum += x;
            steps++;
        }

        return sum / steps;
    }

    /// <summary>Bounds of each call: the index stays the same in all lanes that are in the loop.</summary>
    [Differentiable(Batch = true)]
    public static double Partial(double x, int terms)
    {
        double sum = 0;
        for (int i = 1; i <= terms; i++)
            sum += sum * x + 1.0 / i;
        return sum * x;
    }
}
