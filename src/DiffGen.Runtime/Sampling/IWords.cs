namespace DiffGen.Sampling;

/// <summary>The random words of one draw: as many as its sampler asks for.</summary>
internal interface IWords
{
    /// <summary>The next 64 random bits.</summary>
    ulong Next();
}
