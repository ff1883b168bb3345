using System;
using System.Numerics;
using DiffGen;

namespace DiffGen.Samples.Data;

/// <summary>
/// Draws digits: the strokes of <see cref="Glyphs"/>, each image turned, slanted, scaled, shifted and bent a little, with a pen of its own
/// width and ink, and noise on every pixel. Image i of a seed is the same however many are drawn.
/// </summary>
internal static class DrawnDigits
{
    /// <summary>The noise of how a digit is drawn. Samples number their own noise from 2 on.</summary>
    private const ulong HandSite = 0;

    /// <summary>The noise on the pixels.</summary>
    private const ulong GrainSite = 1;

    public static Digits Draw(int count, ulong seed)
    {
        NoiseKey hand = new(seed, HandSite);
        NoiseKey grain = new(seed, GrainSite);
        float[] pixels = new float[count * Digits.PixelsPerImage];
        byte[] labels = new byte[count];
        float[] noise = new float[Digits.PixelsPerImage];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(hand.Block(0, (uint)i, instance: 1).X % Digits.Classes);
            Span<float> image = pixels.AsSpan(i * Digits.PixelsPerImage, Digits.PixelsPerImage);
            Pen pen = new(hand, (uint)i);
            foreach (Vector2[] stroke in Glyphs.Strokes[labels[i]])
            {
                for (int p = 1; p < stroke.Length; p++)
                {
                    pen.Draw(stroke[p - 1], stroke[p], image);
                }
            }

            grain.FillGaussian<float>(noise, (uint)i);
            for (int p = 0; p < image.Length; p++)
            {
                image[p] = Math.Clamp(image[p] + 0.08f * noise[p], 0, 1);
            }
        }

        return new Digits(pixels, labels);
    }

    /// <summary>How one image is drawn.</summary>
    private readonly struct Pen
    {
        private readonly Matrix3x2 _placement;
        private readonly Vector2 _bend;
        private readonly float _radius;
        private readonly float _ink;

        public Pen(NoiseKey key, uint image)
        {
            Span<float> gaussian = stackalloc float[6];
            Span<float> uniform = stackalloc float[6];
            key.FillGaussian(gaussian, image, instance: 2);
            key.FillUniform(uniform, image, instance: 3);
            _placement = Matrix3x2.CreateTranslation(-0.5f, -0.5f)
                * Matrix3x2.CreateScale(20 * (0.75f + 0.3f * uniform[0]), 22 * (0.8f + 0.25f * uniform[1]))
                * Matrix3x2.CreateSkew(0.2f * gaussian[0], 0)
                * Matrix3x2.CreateRotation(0.14f * gaussian[1])
                * Matrix3x2.CreateTranslation(Digits.Side / 2f + 5 * (uniform[2] - 0.5f), Digits.Side / 2f + 5 * (uniform[3] - 0.5f));
            _bend = 0.05f * new Vector2(gaussian[2], gaussian[3]);
            _radius = 0.7f + 0.9f * uniform[4];
            _ink = 0.7f + 0.3f * uniform[5];
        }

        /// <summary>Draws a straight piece: ink up to the pen's radius around it, fading out over one pixel.</summary>
        public void Draw(Vector2 from, Vector2 to, Span<float> image)
        {
            Vector2 a = Place(from);
            Vector2 b = Place(to);
            Vector2 reach = new(_radius + 1);
            Vector2 low = Vector2.Max(Vector2.Min(a, b) - reach, Vector2.Zero);
            Vector2 high = Vector2.Min(Vector2.Max(a, b) + reach, new Vector2(Digits.Side - 1));
            for (int y = (int)low.Y; y <= high.Y; y++)
            {
                for (int x = (int)low.X; x <= high.X; x++)
                {
                    float distance = Distance(new Vector2(x + 0.5f, y + 0.5f), a, b);
                    float ink = _ink * Math.Clamp(_radius + 0.5f - distance, 0, 1);
                    ref float pixel = ref image[y * Digits.Side + x];
                    pixel = Math.Max(pixel, ink);
                }
            }
        }

        private Vector2 Place(Vector2 point)
        {
            Vector2 bent = point + _bend * new Vector2(MathF.Sin(6 * point.Y), MathF.Sin(6 * point.X));
            return Vector2.Transform(bent, _placement);
        }

        private static float Distance(Vector2 point, Vector2 a, Vector2 b)
        {
            Vector2 piece = b - a;
            float along = piece == Vector2.Zero ? 0 : Math.Clamp(Vector2.Dot(point - a, piece) / piece.LengthSquared(), 0, 1);
            return Vector2.Distance(point, a + along * piece);
        }
    }
}
