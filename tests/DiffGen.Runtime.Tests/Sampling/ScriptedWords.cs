using DiffGen.Sampling;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>Given words first, those of a stream after them.</summary>
internal struct ScriptedWords(ulong[] script, Noise noise) : IWords
{
    private DrawWords _rest = noise.Draw();
    private int _next;

    public ulong Next() => _next < script.Length ? script[_next++] : _rest.Next();
}
