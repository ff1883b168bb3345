namespace DiffGen;

/// <summary>A counter-based generator: four random words for a counter of four words and a key, block by block and in lanes with the same bits.</summary>
internal interface IBlockGenerator
{
    /// <summary>The words of one counter.</summary>
    static abstract PhiloxBlock Block(PhiloxBlock counter, ulong key);

    /// <summary>The words of four counters that differ in their first word: <paramref name="first"/>, …, <paramref name="first"/> + 3.</summary>
    static abstract BlockLanes Lanes(uint first, uint y, uint z, uint w, ulong key);
}
