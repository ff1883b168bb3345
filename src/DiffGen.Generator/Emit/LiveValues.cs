namespace DiffGen.Generator.Emit;

/// <summary>Live values, as the bits that <see cref="Interference"/> gives them.</summary>
internal sealed class LiveValues
{
    public LiveValues(int words) => Words = new ulong[words];

    private LiveValues(ulong[] words) => Words = words;

    public ulong[] Words { get; }

    public void UnionWith(LiveValues other)
    {
        for (int i = 0; i < Words.Length; i++)
        {
            Words[i] |= other.Words[i];
        }
    }

    public LiveValues Copy() => new((ulong[])Words.Clone());
}
