using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>
/// Calls any method with an array of arguments, the receiver of a method of a struct first. Reflection cannot box a span, so a small method is
/// generated per target that makes spans of the arrays or array segments it is given.
/// </summary>
internal static class Invoker
{
    private delegate object? Call(object?[] arguments);

    private delegate long Meter(object?[] arguments, Action beforeEach, int count);

    private static readonly ConcurrentDictionary<MethodInfo, Call> s_calls = new();

    private static readonly ConcurrentDictionary<MethodInfo, Meter> s_meters = new();

    /// <summary>Calls the method; buffers are arrays or array segments. What is passed by reference is put back in its place. An exception comes through as it is.</summary>
    public static object? Invoke(MethodInfo method, params object?[] arguments) => s_calls.GetOrAdd(method, BuildCall)(arguments);

    /// <summary>Bytes allocated on this thread by so many calls.</summary>
    public static long AllocatedBytes(MethodInfo method, object?[] arguments, Action beforeEach, int count) =>
        s_meters.GetOrAdd(method, BuildMeter)(arguments, beforeEach, count);

    private static Call BuildCall(MethodInfo method)
    {
        var dynamic = new DynamicMethod($"Call_{method.Name}", typeof(object), [typeof(object?[])], method.Module, skipVisibility: true);
        ILGenerator il = dynamic.GetILGenerator();
        List<(int Index, LocalBuilder Local)> references = PushArguments(il, method);
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (method.ReturnType.IsValueType)
        {
            il.Emit(OpCodes.Box, method.ReturnType);
        }

        foreach ((int index, LocalBuilder local) in references.Where(reference => !reference.Local.LocalType.IsByRefLike))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldloc, local);
            il.Emit(OpCodes.Box, local.LocalType);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Ret);
        return dynamic.CreateDelegate<Call>();
    }

    private static Meter BuildMeter(MethodInfo method)
    {
        MethodInfo allocated = typeof(GC).GetMethod(nameof(GC.GetAllocatedBytesForCurrentThread))!;
        MethodInfo invoke = typeof(Action).GetMethod(nameof(Action.Invoke))!;
        var dynamic = new DynamicMethod($"Meter_{method.Name}", typeof(long), [typeof(object?[]), typeof(Action), typeof(int)], method.Module, skipVisibility: true);
        ILGenerator il = dynamic.GetILGenerator();
        LocalBuilder before = il.DeclareLocal(typeof(long));
        LocalBuilder i = il.DeclareLocal(typeof(int));
        Label test = il.DefineLabel();
        Label body = il.DefineLabel();
        il.Emit(OpCodes.Call, allocated);
        il.Emit(OpCodes.Stloc, before);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Stloc, i);
        il.Emit(OpCodes.Br, test);
        il.MarkLabel(body);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Callvirt, invoke);
        PushArguments(il, method);
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType != typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, i);
        il.MarkLabel(test);
        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Blt, body);
        il.Emit(OpCodes.Call, allocated);
        il.Emit(OpCodes.Ldloc, before);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Ret);
        return dynamic.CreateDelegate<Meter>();
    }

    /// <returns>The arguments that are passed by reference, and where they are.</returns>
    private static List<(int Index, LocalBuilder Local)> PushArguments(ILGenerator il, MethodInfo method)
    {
        var references = new List<(int, LocalBuilder)>();
        Type[] types = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        if (!method.IsStatic)
        {
            types = [method.DeclaringType!.MakeByRefType(), .. types];
        }

        for (int index = 0; index < types.Length; index++)
        {
            Type type = types[index];
            bool byReference = type.IsByRef;
            if (byReference)
            {
                type = type.GetElementType()!;
            }

            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldelem_Ref);
            if (type.IsByRefLike)
            {
                string name = type.GetGenericTypeDefinition() == typeof(Span<>) ? nameof(AsSpan) : nameof(AsReadOnlySpan);
                il.Emit(OpCodes.Call, typeof(Invoker).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GenericTypeArguments));
            }
            else
            {
                il.Emit(OpCodes.Unbox_Any, type);
            }

            if (byReference)
            {
                LocalBuilder local = il.DeclareLocal(type);
                il.Emit(OpCodes.Stloc, local);
                il.Emit(OpCodes.Ldloca, local);
                references.Add((index, local));
            }
        }

        return references;
    }

    private static Span<T> AsSpan<T>(object buffer) => buffer is T[] array ? array : ((ArraySegment<T>)buffer).AsSpan();

    private static ReadOnlySpan<T> AsReadOnlySpan<T>(object buffer) => AsSpan<T>(buffer);
}
