using System;

namespace DiffGen.Samples.Data;

/// <summary>Digits to train on, and digits held back to measure with.</summary>
/// <param name="Source">Where they come from, for the reader of the report.</param>
internal sealed record DigitSet(string Source, Digits Train, Digits HeldBack)
{
    /// <summary>Holds back every fifth digit, so that both parts come from all over the set.</summary>
    public static DigitSet Split(string source, Digits all)
    {
        int heldBack = all.Count / 5;
        int[] train = new int[all.Count - heldBack];
        int[] held = new int[heldBack];
        for (int i = 0, t = 0, h = 0; i < all.Count; i++)
        {
            if (i % 5 == 4)
            {
                held[h++] = i;
            }
            else
            {
                train[t++] = i;
            }
        }

        return new DigitSet(source, all.Pick(train), all.Pick(held));
    }

    /// <summary>A smaller set: the first digits, four fifths of <paramref name="count"/> to train on and a fifth held back, or all if there are fewer.</summary>
    public DigitSet First(int count)
    {
        return this with { Train = Train.First(count - count / 5), HeldBack = HeldBack.First(count / 5) };
    }
}
