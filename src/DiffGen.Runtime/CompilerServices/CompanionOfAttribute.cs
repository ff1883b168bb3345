using System;
using System.ComponentModel;

namespace DiffGen.CompilerServices;

/// <summary>
/// Ties a generated member to the method it belongs to, so that the generator finds it in another assembly. Written by the generator only.
/// </summary>
/// <param name="documentationId">The documentation id of the method, such as <c>M:Models.Beale(System.Double,System.Double)</c>.</param>
/// <param name="abiVersion">The version of the calling convention between generated members.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
public sealed class CompanionOfAttribute(string documentationId, int abiVersion) : Attribute
{
    /// <summary>The documentation id of the method that the member belongs to.</summary>
    public string DocumentationId { get; } = documentationId;

    /// <summary>The version of the calling convention between generated members.</summary>
    public int AbiVersion { get; } = abiVersion;

    /// <summary>The method does more than give results and write to what it is given.</summary>
    public bool HasEffects { get; init; }

    /// <summary>The method meets node sites, itself or in what it calls.</summary>
    public bool HasSites { get; init; }
}
