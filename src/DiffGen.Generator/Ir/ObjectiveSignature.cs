using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>Which methods are objectives: functions of one buffer, or of one class of parameters, with a number as the result.</summary>
internal static class ObjectiveSignature
{
    /// <summary>The parameter that an objective is a function of.</summary>
    /// <param name="function">A static method without type parameters.</param>
    /// <returns>The one active parameter; null where the method is no objective.</returns>
    public static IrArgument? ParameterOf(IrFunction function)
    {
        IrArgument[] active = function.Arguments.Where(a => a.IsActive).ToArray();
        if (function.ResultType is not { IsReal: true } result || active.Length != 1 || function.Arguments.Any(a => a.IsReceiver || a.Passing is Passing.Ref or Passing.Out))
        {
            return null;
        }

        IrArgument parameter = active[0];
        return parameter.Type.IsModel
            ? parameter.Type.Layout!.Leaves[0].Type.Real == result.Real ? parameter : null
            : parameter.IsPlain && parameter.Type.IsBuffer && parameter.Type.Buffer is not (BufferKind.Matrix or BufferKind.Jagged) && parameter.Type.Real == result.Real ? parameter : null;
    }
}
