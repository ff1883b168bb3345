using System.Collections.Immutable;

namespace DiffGen.Generator.Primitives;

/// <summary>
/// The formula of a partial derivative: a small expression tree over the operands and the result of a primitive.
/// It is data, not code: the differentiation passes instantiate it in the IR, tests evaluate it, docs print it.
/// </summary>
internal abstract record Formula
{
    public static implicit operator Formula(double number) => new Number(number);

    public static Formula operator +(Formula a, Formula b) => Apply("Add", a, b);

    public static Formula operator -(Formula a, Formula b) => Apply("Subtract", a, b);

    public static Formula operator *(Formula a, Formula b) => Apply("Multiply", a, b);

    public static Formula operator /(Formula a, Formula b) => Apply("Divide", a, b);

    public static Formula operator -(Formula a) => Apply("Negate", a);

    /// <summary>Another primitive of the table, applied by its name.</summary>
    public static Formula Apply(string primitive, params Formula[] operands) => new Application(primitive, operands.ToImmutableArray());

    /// <summary>The operand with this index, converted to the real type where it is an integer.</summary>
    public sealed record Operand(int Index) : Formula;

    /// <summary>The result of the primitive itself.</summary>
    public sealed record Result : Formula;

    /// <summary>A constant; a <c>float</c> primitive rounds it to <c>float</c>.</summary>
    public sealed record Number(double Value) : Formula;

    /// <summary>A primitive of the table applied to formulas.</summary>
    public sealed record Application(string Primitive, ImmutableArray<Formula> Operands) : Formula;
}
