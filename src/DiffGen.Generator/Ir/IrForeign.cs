namespace DiffGen.Generator.Ir;

/// <summary>A method of another assembly, which is reached through its hidden members.</summary>
/// <param name="Key">The key of its definition, after which the members are named.</param>
/// <param name="TypeArguments">Those of the call, as <c>&lt;double&gt;</c>.</param>
/// <param name="HasSites">It meets node sites, itself or in what it calls.</param>
internal sealed record IrForeign(string Key, string TypeArguments, bool HasSites);
