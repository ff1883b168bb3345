using System;

namespace DiffGen;

/// <summary>Marks a parameter, field or property as a constant: it has no tangent and no gradient.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class NoDiffAttribute : Attribute;
