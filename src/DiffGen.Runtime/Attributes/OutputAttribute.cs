using System;

namespace DiffGen;

/// <summary>
/// Marks a span parameter that the method overwrites whole before it reads it: a result only, with no columns in a Jacobian.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class OutputAttribute : Attribute;
