using System;
using System.CodeDom.Compiler;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DiffGen.Jit;

/// <summary>The methods that the generator wrote.</summary>
internal static class GeneratedMethods
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The generated methods of an assembly, those of generated types included.</summary>
    public static IEnumerable<MethodBase> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        where !method.IsAbstract && (IsGenerated(method) || IsGenerated(type))
        select method;

    /// <summary>Has the JIT compile a method.</summary>
    /// <returns>False for a method that has type parameters.</returns>
    public static bool Compile(MethodBase method)
    {
        if (method.ContainsGenericParameters)
        {
            return false;
        }

        RuntimeHelpers.PrepareMethod(method.MethodHandle);
        return true;
    }

    private static bool IsGenerated(MemberInfo member) => member.GetCustomAttribute<GeneratedCodeAttribute>() is { Tool: "DiffGen.Generator" } || (member is Type { DeclaringType: { } outer } && IsGenerated(outer));
}
