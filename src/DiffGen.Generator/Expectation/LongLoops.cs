using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>Loops that draw and are known to run so often that it is better to run them twice than to keep what their draws' scores are made of.</summary>
internal static class LongLoops
{
    /// <summary>From so many iterations on.</summary>
    public const int Long = 1_000_000;

    /// <summary>The method, in which these loops ask not to be recorded; null where there are none.</summary>
    public static IrFunction? Asked(IrFunction function)
    {
        Dictionary<int, int> constants = [];
        foreach (Constant constant in IrRewriter.Walk(function.Body).OfType<Constant>())
        {
            if (int.TryParse(constant.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            {
                constants[constant.Result.Id] = number;
            }
        }

        return IrRewriter.Walk(function.Body).Any(IsLong) ? function.With(Marked(function.Body), function.NextId) : null;

        bool IsLong(Op op) => op is For { IsCheckpointed: false } loop
            && constants.TryGetValue(loop.Start.Id, out int start) && constants.TryGetValue(loop.Bound.Id, out int bound) && constants.TryGetValue(loop.Step.Id, out int step)
            && step != 0 && ((long)bound - start) / step >= Long
            && IrRewriter.Inside(op).Any(o => o is Opaque { Site: not null });

        Region Marked(Region region) => new(
            IrRewriter.Map(region.Ops, o => o is If or For or While ? IsLong(o) ? IrRewriter.Map(o, v => v, Marked) is For loop ? loop with { Schedule = CheckpointSchedule.SquareRoot } : o : IrRewriter.Map(o, v => v, Marked) : o),
            region.Yields);
    }
}
