using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>What a compiled method is made of.</summary>
internal static class Instructions
{
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (int)(ushort)c.Value);

    /// <summary>The method has an array made, itself or by what it calls of its type. The JIT may keep one on the stack in a method that has run often: what is measured then does not tell.</summary>
    public static bool MakesArrays(MethodBase method) => MakesArrays(method, []);

    private static bool MakesArrays(MethodBase method, HashSet<MethodBase> seen) => seen.Add(method)
        && Of(method.GetMethodBody()?.GetILAsByteArray() ?? []).Any(i => i.Code == OpCodes.Newarr || (i.Code == OpCodes.Call && Called(method, i.Operand) is { } called && called.DeclaringType == method.DeclaringType && MakesArrays(called, seen)));

    private static MethodBase? Called(MethodBase caller, int token) => caller.Module.ResolveMethod(token, caller.DeclaringType!.IsGenericType ? caller.DeclaringType.GetGenericArguments() : null, caller.IsGenericMethod ? caller.GetGenericArguments() : null);

    private static IEnumerable<(OpCode Code, int Operand)> Of(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            OpCode found = s_codes[code[at] == 0xFE ? (0xFE << 8) | code[at + 1] : code[at]];
            at += found.Size;
            int operand = found.OperandType == OperandType.InlineMethod ? BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)) : 0;
            at += found.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
                _ => 4,
            };
            yield return (found, operand);
        }
    }
}
