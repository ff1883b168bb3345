namespace DiffGen.Sampling;

/// <summary>
/// The words of one draw of a stream: those of the blocks with the counters (position, attempt, 0), attempt = 0, 1, …, two words each. However many a
/// sampler that rejects takes, the draw takes one position.
/// </summary>
internal struct DrawWords(NoiseKey key, ulong position) : IWords
{
    private readonly NoiseKey _key = key;
    private readonly ulong _position = position;
    private uint _attempt;
    private ulong _second;
    private bool _hasSecond;

    public ulong Next()
    {
        if (_hasSecond)
        {
            _hasSecond = false;
            return _second;
        }

        (uint x, uint y, uint z, uint w) = Philox4x32.Block(new PhiloxBlock((uint)_position, (uint)(_position >> 32), _attempt++, 0), _key.Value);
        _second = ((ulong)w << 32) | z;
        _hasSecond = true;
        return ((ulong)y << 32) | x;
    }
}
