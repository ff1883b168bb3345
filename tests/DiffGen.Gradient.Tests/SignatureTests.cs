using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using DiffGen.Gradient.Tests.Harness;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>The shape of every companion: contract, section 3.</summary>
public class SignatureTests
{
    public static TheoryData<string> Methods => CompanionTests.Methods;

    [Theory]
    [MemberData(nameof(Methods))]
    public void Parameters_come_in_order_under_their_own_names(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        CheckParameters(method, method.Jvp, method.JvpParameters);
        CheckParameters(method, method.Vjp, method.VjpParameters);
        if (method.HasGradient)
        {
            CheckParameters(method, method.Gradient, method.GradientParameters);
        }

        if (method.HasHvp)
        {
            CheckParameters(method, method.Hvp, method.HvpParameters);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Results_are_tuples_of_the_value_and_the_scalar_derivatives(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        (string, Type)[] value = method.ReturnsNothing ? [] : [("Value", method.Primal.ReturnType)];
        CheckResult(method.Jvp, [.. value, .. method.ReturnsReals ? [("Tangent", method.Primal.ReturnType)] : Array.Empty<(string, Type)>()]);

        (string, Type)[] gradients = [.. value, .. method.Active.Where(parameter => !parameter.HasGradientParameter && parameter.IsInput).Select(parameter => (parameter.GradientElement, parameter.Type))];
        CheckResult(method.Vjp, gradients);
        if (method.HasGradient)
        {
            CheckResult(method.Gradient, gradients);
        }

        if (method.HasHvp)
        {
            var products = method.Active.Where(parameter => !parameter.HasGradientParameter && parameter.IsInput).Select(parameter => (parameter.GradientElement[..^"Grad".Length] + "Hvp", parameter.Type));
            CheckResult(method.Hvp, [.. value, ("Tangent", method.Primal.ReturnType), .. gradients[1..], .. products]);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Companions_are_as_accessible_as_the_method(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        const MethodAttributes Compared = MethodAttributes.MemberAccessMask | MethodAttributes.Static;
        foreach (MethodInfo companion in new[] { method.Jvp, method.Vjp })
        {
            Assert.Equal(method.Primal.Attributes & Compared, companion.Attributes & Compared);
        }
    }

    private static void CheckParameters(MarkedMethod method, MethodInfo companion, IEnumerable<(string Name, Type Type)> derivatives)
    {
        (string, Type)[] expected = [.. method.Primal.GetParameters().Select(parameter => (parameter.Name!, parameter.ParameterType)), .. derivatives];
        Assert.Equal(expected, companion.GetParameters().Select(parameter => (parameter.Name!, parameter.ParameterType)));

        // A default stays where nothing without one follows.
        bool keepsDefaults = !derivatives.Any();
        foreach ((ParameterInfo original, ParameterInfo parameter) in method.Primal.GetParameters().Zip(companion.GetParameters()))
        {
            Assert.Equal(keepsDefaults && original.HasDefaultValue, parameter.HasDefaultValue);
            if (parameter.HasDefaultValue)
            {
                Assert.Equal(original.DefaultValue, parameter.DefaultValue);
            }
        }
    }

    private static void CheckResult(MethodInfo companion, (string Name, Type Type)[] elements)
    {
        elements = [.. MarkedMethod.Apart(elements)];
        switch (elements.Length)
        {
            case 0:
                Assert.Equal(typeof(void), companion.ReturnType);
                break;
            case 1:
                Assert.Equal(elements[0].Type, companion.ReturnType);
                break;
            default:
                Assert.Equal(elements.Select(element => element.Type), ElementsOf(companion.ReturnType));
                IList<string?> names = companion.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames ?? [];
                Assert.Equal(elements.Select(element => element.Name), names.Take(elements.Length));
                break;
        }
    }

    /// <summary>The element types of a tuple type, which nests after seven.</summary>
    private static Type[] ElementsOf(Type tuple)
    {
        Type[] arguments = tuple.GenericTypeArguments;
        return arguments.Length == 8 ? [.. arguments[..7], .. ElementsOf(arguments[7])] : arguments;
    }
}
