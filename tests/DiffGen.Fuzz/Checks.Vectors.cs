using System;
using System.Linq;

namespace DiffGen.Fuzz;

internal sealed partial class Checks
{
    private const int Nudges = 4;

    /// <summary>
    /// Whether a companion's number is the method's but for the order of the sums in loops on vectors: closer than rounding, or than the method's own number moves
    /// when its inputs move by an ulp (a branch may hang on it).
    /// </summary>
    private bool IsSumInAnotherOrder(object[] inputs, object? expected, object? found, Func<object?, object[], object?> chosen)
    {
        if (!_onVectors || Numbers.Flat(expected).Length != Numbers.Flat(found).Length)
        {
            return false;
        }

        double rounding = _program.UsesFloat ? 1e-4 : 1e-11;
        double distance = Distance(expected, found);
        if (distance <= rounding * (1 + Numbers.Largest(expected)))
        {
            return true;
        }

        for (int nudge = 0; nudge < Nudges; nudge++)
        {
            object[] near = [.. inputs.Select((x, i) => _parameters[i].IsReal ? Numbers.Ulp(x, _random) : Numbers.Clone(x))];
            object? moved;
            try
            {
                moved = chosen(_subject.Primal(near), near);
            }
            catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException)
            {
                return true;
            }

            if (Numbers.Flat(moved).Length != Numbers.Flat(expected).Length || distance <= 1000 * Distance(expected, moved))
            {
                return true;
            }
        }

        return false;
    }

    private static double Distance(object? x, object? y) => Numbers.Flat(x).Zip(Numbers.Flat(y), (a, b) => a.Equals(b) ? 0 : Math.Abs(a - b)).DefaultIfEmpty(0).Max();
}
