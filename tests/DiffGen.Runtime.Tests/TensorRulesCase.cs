using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace DiffGen.Runtime.Tests;

/// <summary>
/// Numbers for one overload at one length: for each parameter that is real an array, of length one for a number. Spans lie at the front of a longer array, destinations
/// are the whole of it, so that what is beyond shows.
/// </summary>
/// <typeparam name="T">The real type.</typeparam>
internal sealed class TensorRulesCase<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly TensorRulesOverload<T> overload;
    private readonly int length;

    public TensorRulesCase(string overload, int length, int seed)
    {
        this.overload = TensorRulesOverload<T>.Of(overload);
        this.length = length;
        var random = new Random(seed);
        (double Low, double High)[] domains = TensorRulesTable.Rows[overload];
        Operands = domains.Select((domain, i) => Numbers(random, SizeOf(Reals[i]), domain.Low, domain.High)).ToArray();
        Tangents = Operands.Select(operand => Numbers(random, operand.Length, -1, 1)).ToArray();
        Cotangents = Enumerable.Range(0, Math.Max(Outputs, 1)).Select(_ => Numbers(random, this.overload.HasResult ? 1 : length, -1, 1)).ToArray();
    }

    /// <summary>Operands by parameter order.</summary>
    public T[][] Operands { get; }

    /// <summary>A direction.</summary>
    public T[][] Tangents { get; }

    /// <summary>Of each destination, or of the result.</summary>
    public T[][] Cotangents { get; }

    /// <summary>The kinds of the real operands: R or S.</summary>
    public char[] Reals => overload.Kinds.Where(kind => kind is 'R' or 'S').ToArray();

    /// <summary>The number of destinations.</summary>
    public int Outputs => overload.Kinds.Count(kind => kind == 'W');

    /// <summary>The function itself.</summary>
    public T[][] Value(T[][] operands, Func<object[], object?>? method = null)
    {
        T[][] destinations = Destinations();
        object? result = (method ?? overload.CallMethod)(Primals(operands.Select(Long).ToArray(), destinations));
        return overload.HasResult ? [[(T)result!]] : Contents(destinations);
    }

    public T[][] OwnValueOrValue() => Value(Operands, overload.OwnOfType());

    /// <summary>Value and tangent.</summary>
    /// <param name="inPlace">For each span operand the destination that it is, or −1.</param>
    /// <param name="constant">The operand whose tangent is empty, or −1.</param>
    public (T[][] Value, T[][] Tangent) Jvp(int[]? inPlace = null, int constant = -1)
    {
        T[][] primals = Operands.Select(Long).ToArray(), tangents = Tangents.Select(Long).ToArray();
        T[][] destinations = Destinations(), destinationTangents = Destinations();
        for (int i = 0; i < primals.Length; i++)
        {
            if (inPlace?[i] is >= 0 and int output)
            {
                destinations[output] = Shared(destinations, primals[i], output, inPlace, i, primals);
                primals[i] = destinations[output];
                destinationTangents[output] = Shared(destinationTangents, tangents[i], output, inPlace, i, tangents);
                tangents[i] = destinationTangents[output];
            }
        }

        var arguments = new List<object>(Primals(primals, destinations));
        int real = 0, written = 0;
        foreach (char kind in overload.Kinds)
        {
            switch (kind)
            {
                case 'R':
                    arguments.Add(real == constant ? ArraySegment<T>.Empty : new ArraySegment<T>(tangents[real], 0, length));
                    real++;
                    break;
                case 'S':
                    arguments.Add(tangents[real++][0]);
                    break;
                case 'W':
                    arguments.Add(new ArraySegment<T>(destinationTangents[written++]));
                    break;
            }
        }

        object? result = overload.CallJvp([.. arguments]);
        if (overload.HasResult)
        {
            (T value, T tangent) = ((T, T))result!;
            return ([[value]], [[tangent]]);
        }

        CheckBeyond(destinations);
        CheckBeyond(destinationTangents);
        return (Contents(destinations), Contents(destinationTangents));
    }

    /// <summary>The value, null where there is none, and the gradients of the operands, those in place taken from where they lie.</summary>
    /// <param name="initial">What the gradients hold before; 0 where null.</param>
    /// <param name="inPlace">For each span operand the destination that it is, or −1.</param>
    /// <param name="unwanted">The operand whose gradient is empty, or −1.</param>
    public (T? Value, T[][] Grads) Vjp(T[][]? initial = null, int[]? inPlace = null, int unwanted = -1)
    {
        T[][] grads = Operands.Select((operand, i) => Long(initial is null ? new T[operand.Length] : initial[i])).ToArray();
        T[][] destinationGrads = overload.HasResult ? [] : Cotangents.Select(Long).ToArray();
        for (int i = 0; i < grads.Length; i++)
        {
            if (inPlace?[i] is >= 0 and int output)
            {
                grads[i] = destinationGrads[output];
            }
        }

        var arguments = new List<object>(Primals(Operands.Select(Long).ToArray(), Destinations()));
        if (overload.HasResult)
        {
            arguments.Add(Cotangents[0][0]);
        }

        int real = 0, written = 0;
        foreach (char kind in overload.Kinds)
        {
            switch (kind)
            {
                case 'R':
                    arguments.Add(real == unwanted ? ArraySegment<T>.Empty : new ArraySegment<T>(grads[real], 0, length));
                    real++;
                    break;
                case 'S':
                    real++;
                    break;
                case 'W':
                    arguments.Add(new ArraySegment<T>(destinationGrads[written++]));
                    break;
            }
        }

        object? result = overload.CallVjp([.. arguments]);
        CheckBeyond(destinationGrads);
        for (int output = 0; output < destinationGrads.Length; output++)
        {
            if (inPlace is null || !inPlace.Contains(output))
            {
                Xunit.Assert.All(destinationGrads[output][..length], grad => Xunit.Assert.True(T.IsZero(grad)));
            }
        }

        T? value = null;
        if (overload.HasResult)
        {
            value = (T)result!;
        }
        else
        {
            T[] ofNumbers = result switch
            {
                null => [],
                T one => [one],
                ValueTuple<T, T> two => [two.Item1, two.Item2],
                _ => throw new InvalidOperationException(),
            };
            for (int i = 0, number = 0; i < grads.Length; i++)
            {
                if (Reals[i] == 'S')
                {
                    grads[i] = [ofNumbers[number++]];
                }
            }
        }

        return (value, grads.Select((grad, i) => grad[..SizeOf(Reals[i])]).ToArray());
    }

    /// <summary>How much longer destinations are than operands; SoftMax takes only one as long.</summary>
    private int Beyond => overload.Name == "SoftMax" ? 0 : 3;

    private static T[] Numbers(Random random, int count, double low, double high) =>
        Enumerable.Range(0, count).Select(_ => T.CreateChecked(low + (high - low) * random.NextDouble())).ToArray();

    private static T Sentinel(int i) => T.CreateChecked(7.5 + i);

    private static T[] Shared(T[][] outputs, T[] operand, int output, int[] inPlace, int i, T[][] operands)
    {
        int first = Array.IndexOf(inPlace, output);
        return first < i ? operands[first] : operand;
    }

    private int SizeOf(char kind) => kind == 'S' ? 1 : length;

    private T[] Long(T[] numbers) => [.. numbers, .. Enumerable.Range(0, Beyond).Select(Sentinel)];

    private T[][] Destinations() => Enumerable.Range(0, Outputs).Select(_ => Long(Enumerable.Range(0, length).Select(Sentinel).ToArray())).ToArray();

    private T[][] Contents(T[][] destinations) => destinations.Select(destination => destination[..length]).ToArray();

    private void CheckBeyond(T[][] destinations)
    {
        foreach (T[] destination in destinations)
        {
            for (int i = 0; i < Beyond; i++)
            {
                Xunit.Assert.Equal(Sentinel(i), destination[length + i]);
            }
        }
    }

    private object[] Primals(T[][] operands, T[][] destinations)
    {
        int real = 0, written = 0;
        return overload.Kinds.Select<char, object>(kind => kind switch
        {
            'R' => new ArraySegment<T>(operands[real++], 0, length),
            'S' => operands[real++][0],
            'W' => new ArraySegment<T>(destinations[written++]),
            'I' => overload.Name == "Round" ? 1 : 3,
            'M' => MidpointRounding.AwayFromZero,
            _ => throw new InvalidOperationException(),
        }).ToArray();
    }
}
