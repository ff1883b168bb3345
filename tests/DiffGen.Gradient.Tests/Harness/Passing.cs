namespace DiffGen.Gradient.Tests.Harness;

/// <summary>How a parameter is passed.</summary>
internal enum Passing
{
    Value,
    In,
    Ref,
    Out,
}
