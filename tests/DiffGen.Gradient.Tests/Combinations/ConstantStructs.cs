using DiffGen;

namespace Golden.Combinations;

/// <summary>Buffers of marked structs whose members are not all numbers of one type, as constants: their elements are taken apart.</summary>
public static partial class ConstantStructs
{
    private static readonly Quote[] s_quotes = [new(1.5, 0.25, 2), new(-0.5, 4, 3)];

    [Differentiable]
    public static double Element(double x)
    {
        Quote quote = s_quotes[1];
        return quote.Price * x * x + quote.Size;
    }

    [Differentiable]
    public static double Loop(double x)
    {
        double sum = 0;
        foreach (Quote quote in s_quotes)
        {
            sum += quote.Price * x * quote.Weight * x;
        }

        return sum;
    }

    [Differentiable]
    public readonly partial record struct Quote(double Price, [NoDiff] double Weight, int Size);
}
