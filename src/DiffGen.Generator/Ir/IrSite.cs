namespace DiffGen.Generator.Ir;

/// <summary>A sampling site.</summary>
/// <param name="Distribution">The name of what it draws from: of the method of <c>Sample</c>.</param>
/// <param name="Strategy">The name of the strategy that the user chose; <c>Auto</c> where there is none.</param>
internal sealed record IrSite(string Distribution, string Strategy);
