using System;

namespace DiffGen;

/// <summary>
/// Marks a parameter of a method with batch companions that has one value for the whole batch. Its gradient is summed over the batch.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class UniformAttribute : Attribute;
