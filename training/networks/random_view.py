"""The augmentation: a random view of each photograph, as a Keras layer in the graph."""

import math
from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="lentigo")
class RandomView(keras.layers.Layer):  # type: ignore[misc]  # Keras ships no types.
    """See each photograph from another side: turned, mirrored, nearer or farther, in other light.

    While training it cuts a ``size_px`` square at a random angle, scale and place (one bilinear resampling for all of
    them, reflecting at the edges) and shifts brightness, contrast, saturation and colour cast. At inference pictures
    pass unchanged, at their whole size.

    Input and output: float32, (batch, height, width, 3), sRGB 0–255.

    Parameters
    ----------
    size_px : int
        Side of the cut square.
    zoom : float
        Scale is drawn log-uniformly from 1/zoom to zoom; above 1 shows more of the photograph.
    stretch : float
        Likewise for the aspect ratio.
    shift : float
        How far the view's centre may leave the photograph's, as a share (0–1) of the room that the unturned view has.
    light : float
        Largest relative change of contrast, of each channel's gain, and of saturation; brightness moves by as much of
        the full range.
    seed : int
    """

    def __init__(
        self,
        size_px: int,
        zoom: float = 1.25,
        stretch: float = 1.1,
        shift: float = 0.6,
        light: float = 0.1,
        seed: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.size_px = size_px
        self.zoom = zoom
        self.stretch = stretch
        self.shift = shift
        self.light = light
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, images: Any, training: bool = False) -> Any:  # noqa: FBT001, FBT002 - Keras's own signature.
        """Cut and relight while training, else pass on."""
        if not training:
            return images
        return self._relight(self._cut(images))

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Leave height and width open: they are the view's or the picture's."""
        return (input_shape[0], None, None, input_shape[-1])

    def get_config(self) -> dict[str, Any]:
        """Return what `from_config` needs."""
        own = ("size_px", "zoom", "stretch", "shift", "light", "seed")
        inherited: dict[str, Any] = super().get_config()
        return inherited | {name: getattr(self, name) for name in own}

    def _uniform(self, batch: Any, low: float, high: float, columns: int = 1) -> Any:
        return keras.random.uniform((batch, columns), low, high, seed=self.seed_generator)

    def _cut(self, images: Any) -> Any:
        batch, height, width = ops.shape(images)[:3]
        angle = self._uniform(batch, 0.0, 2 * math.pi)
        mirror = ops.sign(self._uniform(batch, -1.0, 1.0))
        scale = ops.exp(self._uniform(batch, -math.log(self.zoom), math.log(self.zoom)))
        aspect = ops.exp(self._uniform(batch, -math.log(self.stretch), math.log(self.stretch)) / 2)
        room_x = ops.maximum(ops.cast(width, "float32") - self.size_px * scale, 0.0) / 2
        room_y = ops.maximum(ops.cast(height, "float32") - self.size_px * scale, 0.0) / 2
        centre_x = (ops.cast(width, "float32") - 1) / 2 + room_x * self._uniform(batch, -self.shift, self.shift)
        centre_y = (ops.cast(height, "float32") - 1) / 2 + room_y * self._uniform(batch, -self.shift, self.shift)
        # Rows of the map from a view's (x, y) to the photograph's, both counted from the view's centre.
        step_x, step_y = scale * aspect * mirror, scale / aspect
        a0, a1 = step_x * ops.cos(angle), -step_y * ops.sin(angle)
        b0, b1 = step_x * ops.sin(angle), step_y * ops.cos(angle)
        middle = (self.size_px - 1) / 2
        a2 = centre_x - (a0 + a1) * middle
        b2 = centre_y - (b0 + b1) * middle
        zero = ops.zeros_like(a0)
        transforms = ops.concatenate([a0, a1, a2, b0, b1, b2, zero, zero], axis=1)
        views = ops.image.affine_transform(images, transforms, interpolation="bilinear", fill_mode="reflect")
        return views[:, : self.size_px, : self.size_px, :]

    def _relight(self, images: Any) -> Any:
        batch = ops.shape(images)[0]

        def factor(columns: int = 1) -> Any:
            drawn = 1 + self._uniform(batch, -self.light, self.light, columns)
            return ops.reshape(drawn, (batch, 1, 1, columns))

        brightness = 255 * (factor() - 1)
        grey = ops.mean(images, axis=-1, keepdims=True)
        images = grey + (images - grey) * (1 + 2 * (factor() - 1))
        mean = ops.mean(images, axis=(1, 2), keepdims=True)
        images = mean + (images - mean) * factor()
        return ops.clip(images * factor(3) + brightness, 0.0, 255.0)
