namespace DiffGen.Gradient.Tests.ArrayResults;

/// <summary>Variables that a loop gives arrays of a length that the caller says.</summary>
internal static partial class AssignedLengths
{
    [Differentiable]
    public static double Of([Golden.Sample(Length = 2)] double[] start, [Golden.Sample(Values = "2")] int length)
    {
        double[] x = start;
        for (int i = 0; i < length; i++)
        {
            double[] next = new double[length];
            next[0] = x[0] * x[^1];
            next[^1] += x[0];
            x = next;
        }

        return x[0] * x[^1];
    }

    [Differentiable]
    public static double Wide([Golden.Sample(Length = 2, Columns = 2)] double[,] start, [Golden.Sample(Values = "2")] int columns)
    {
        double[,] x = start;
        for (int i = 0; i < 2; i++)
        {
            double[,] next = new double[start.GetLength(0), columns];
            next[0, 0] = x[0, 0] * x[0, 0];
            x = next;
        }

        return x[0, 0];
    }

    /// <summary>Puts a row twice where that is asked for.</summary>
    [Differentiable]
    public static double Rows(double x, [Golden.Sample(Values = "1")] int first)
    {
        double[][] rows = new double[3][];
        rows[0] = [x * x];
        rows[first] = [x, 1];
        return rows[0][0] * rows[first][0];
    }
}
